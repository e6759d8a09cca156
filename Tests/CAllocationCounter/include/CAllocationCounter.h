// Counts the heap allocations of the calling thread by standing in for malloc and its kin.
#pragma once
#include <stdint.h>

// How many allocations this thread has made since it began.
uint64_t assay_allocation_count(void);

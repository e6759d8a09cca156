#include "CElementTables.h"
static const assay_type types[1] = {{0}};
static const assay_child children[1] = {{0}};
static const uint32_t sorted[1] = {0};
const assay_type_table assay_table_stu3 = {types, 1, children, 1, sorted};
const assay_type_table assay_table_r4 = {types, 1, children, 1, sorted};
static const uint32_t offsets[2] = {0, 0};
static const uint32_t slots[1] = {0};
const uint32_t assay_name_count = 1;
const char *const assay_name_text = "";
const uint32_t *const assay_name_offset = offsets;
const uint32_t assay_name_slot_mask = 0;
const uint32_t *const assay_name_slots = slots;

#include <curl/curl.h>

// Variadic functions cannot be called from Swift: each has a fixed face here.

static inline CURLcode assay_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode assay_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode assay_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}
static inline CURLcode assay_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}
typedef size_t (*assay_curl_data)(char *data, size_t size, size_t count, void *context);
typedef int (*assay_curl_trace)(CURL *handle, curl_infotype kind, char *data, size_t size, void *context);
static inline CURLcode assay_curl_set_data(CURL *handle, CURLoption option, assay_curl_data callback) {
    return curl_easy_setopt(handle, option, callback);
}
static inline CURLcode assay_curl_set_trace(CURL *handle, assay_curl_trace callback) {
    return curl_easy_setopt(handle, CURLOPT_DEBUGFUNCTION, callback);
}
static inline long assay_curl_long(CURL *handle, CURLINFO info) {
    long value = 0;
    curl_easy_getinfo(handle, info, &value);
    return value;
}
static inline void *assay_curl_private(CURL *handle) {
    char *value = NULL;
    curl_easy_getinfo(handle, CURLINFO_PRIVATE, &value);
    return value;
}
static inline CURLMcode assay_curl_multi_long(CURLM *multi, CURLMoption option, long value) {
    return curl_multi_setopt(multi, option, value);
}
/// The next transfer that has ended, or NULL; its result goes to `result`.
static inline CURL *assay_curl_done(CURLM *multi, CURLcode *result) {
    int rest = 0;
    CURLMsg *message;
    while ((message = curl_multi_info_read(multi, &rest)) != NULL) {
        if (message->msg == CURLMSG_DONE) {
            *result = message->data.result;
            return message->easy_handle;
        }
    }
    return NULL;
}
static inline const char *assay_curl_version(void) { return curl_version(); }

#include <string.h>
#include <sys/socket.h>
#include <microhttpd.h>

// Variadic functions cannot be called from Swift: each has a fixed face here.

/// What a daemon is started with; a NULL certificate means plain HTTP.
struct assay_mhd_options {
    const struct sockaddr *address;
    uint16_t port;
    unsigned int threads;
    unsigned int idle_seconds;
    unsigned int connection_limit;
    size_t connection_memory;
    const char *certificate;
    const char *key;
    const char *trust;
    MHD_AccessHandlerCallback handler;
    MHD_RequestCompletedCallback completed;
    MHD_NotifyConnectionCallback connection;
    void *(*begin)(void *context, const char *target, struct MHD_Connection *connection);
    void *context;
};

static inline size_t assay_mhd_keep_escapes(void *context, struct MHD_Connection *connection, char *text) {
    (void) context;
    (void) connection;
    return strlen(text);
}

static inline struct MHD_Daemon *assay_mhd_start(const struct assay_mhd_options *options) {
    struct MHD_OptionItem items[16];
    int count = 0;
#define ASSAY_MHD_ITEM(name, number, pointer) \
    items[count++] = (struct MHD_OptionItem) { name, (intptr_t) (number), (void *) (pointer) }
    ASSAY_MHD_ITEM(MHD_OPTION_SOCK_ADDR, 0, options->address);
    ASSAY_MHD_ITEM(MHD_OPTION_URI_LOG_CALLBACK, (intptr_t) options->begin, options->context);
    ASSAY_MHD_ITEM(MHD_OPTION_UNESCAPE_CALLBACK, (intptr_t) &assay_mhd_keep_escapes, NULL);
    ASSAY_MHD_ITEM(MHD_OPTION_NOTIFY_COMPLETED, (intptr_t) options->completed, options->context);
    ASSAY_MHD_ITEM(MHD_OPTION_NOTIFY_CONNECTION, (intptr_t) options->connection, options->context);
    ASSAY_MHD_ITEM(MHD_OPTION_CONNECTION_TIMEOUT, options->idle_seconds, NULL);
    ASSAY_MHD_ITEM(MHD_OPTION_CONNECTION_LIMIT, options->connection_limit, NULL);
    ASSAY_MHD_ITEM(MHD_OPTION_CONNECTION_MEMORY_LIMIT, options->connection_memory, NULL);
    if (options->threads > 1) ASSAY_MHD_ITEM(MHD_OPTION_THREAD_POOL_SIZE, options->threads, NULL);
    if (options->certificate != NULL) {
        ASSAY_MHD_ITEM(MHD_OPTION_HTTPS_MEM_CERT, 0, options->certificate);
        ASSAY_MHD_ITEM(MHD_OPTION_HTTPS_MEM_KEY, 0, options->key);
        if (options->trust != NULL) ASSAY_MHD_ITEM(MHD_OPTION_HTTPS_MEM_TRUST, 0, options->trust);
    }
    ASSAY_MHD_ITEM(MHD_OPTION_END, 0, NULL);
#undef ASSAY_MHD_ITEM
    unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME
        | (options->certificate != NULL ? MHD_USE_TLS : 0)
        | (options->address->sa_family == AF_INET6 ? MHD_USE_IPv6 : 0);
    return MHD_start_daemon(
        flags, options->port, NULL, NULL, options->handler, options->context, MHD_OPTION_ARRAY, items,
        MHD_OPTION_END);
}

static inline int assay_mhd_port(struct MHD_Daemon *daemon) {
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT);
    return info == NULL ? -1 : (int) info->port;
}

static inline int assay_mhd_socket(struct MHD_Connection *connection) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    return info == NULL ? -1 : (int) info->connect_fd;
}

// Of GnuTLS, which libmicrohttpd stands on, only what looks at a client's certificate.

struct assay_gnutls_datum {
    unsigned char *data;
    unsigned int size;
};
extern int gnutls_certificate_verify_peers2(void *session, unsigned int *status);
extern const struct assay_gnutls_datum *gnutls_certificate_get_peers(void *session, unsigned int *count);

/// The client's certificate (DER) where it is one of a trusted authority, else NULL.
static inline const unsigned char *assay_mhd_client_certificate(struct MHD_Connection *connection, size_t *size) {
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_GNUTLS_SESSION);
    if (info == NULL || info->tls_session == NULL) return NULL;
    unsigned int status = 0, count = 0;
    if (gnutls_certificate_verify_peers2(info->tls_session, &status) < 0 || status != 0) return NULL;
    const struct assay_gnutls_datum *peers = gnutls_certificate_get_peers(info->tls_session, &count);
    if (peers == NULL || count == 0) return NULL;
    *size = peers[0].size;
    return peers[0].data;
}

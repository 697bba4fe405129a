#define _GNU_SOURCE
#include "transfer.h"

#include <dlfcn.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

// libcurl's interface, as far as it is used: the numbers are part of its ABI, which has been one since 2006 (libcurl.so.4).
// They are written down here so that building needs no headers of libcurl.
typedef void CURL;
struct curl_slist;
enum {
  OPT_URL = 10002,
  OPT_PROXY = 10004,
  OPT_ERRORBUFFER = 10010,
  OPT_USERAGENT = 10018,
  OPT_HTTPHEADER = 10023,
  OPT_WRITEDATA = 10001,
  OPT_WRITEFUNCTION = 20011,
  OPT_CAINFO = 10065,
  OPT_CAPATH = 10097,
  OPT_OPENSOCKETFUNCTION = 20163,
  OPT_OPENSOCKETDATA = 10164,
  OPT_PROTOCOLS = 181,
  OPT_FOLLOWLOCATION = 52,
  OPT_NETRC = 51,
  OPT_SSLVERSION = 32,
  OPT_SSL_VERIFYPEER = 64,
  OPT_SSL_VERIFYHOST = 81,
  OPT_NOSIGNAL = 99,
  OPT_FORBID_REUSE = 75,
  OPT_TIMEOUT_MS = 155,
  OPT_CONNECTTIMEOUT_MS = 156,
  OPT_DISALLOW_USERNAME_IN_URL = 278,
  INFO_RESPONSE_CODE = 0x200002,
  INFO_REDIRECT_URL = 0x10001F,
  PROTOCOL_HTTPS = 2,
  TLS_1_2 = 6,
  GLOBAL_ALL = 3,
  ERROR_OPERATION_TIMEDOUT = 28,
};

struct curl_sockaddr {
  int family;
  int socktype;
  int protocol;
  unsigned int addrlen;
  struct sockaddr addr;
};

static struct {
  int (*global_init)(long);
  CURL *(*init)(void);
  int (*setopt)(CURL *, int, ...);
  int (*perform)(CURL *);
  int (*getinfo)(CURL *, int, ...);
  void (*cleanup)(CURL *);
  const char *(*strerror)(int);
  struct curl_slist *(*slist_append)(struct curl_slist *, const char *);
  void (*slist_free_all)(struct curl_slist *);
} curl;

const char *transfer_load(void) {
  static int loaded = 0;
  static char problem[256];
  if (loaded) return NULL;
  void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (!library) {
    const char *why = dlerror();
    snprintf(problem, sizeof problem, "%s", why ? why : "libcurl.so.4 is not there");
    return problem;
  }
  *(void **)&curl.global_init = dlsym(library, "curl_global_init");
  *(void **)&curl.init = dlsym(library, "curl_easy_init");
  *(void **)&curl.setopt = dlsym(library, "curl_easy_setopt");
  *(void **)&curl.perform = dlsym(library, "curl_easy_perform");
  *(void **)&curl.getinfo = dlsym(library, "curl_easy_getinfo");
  *(void **)&curl.cleanup = dlsym(library, "curl_easy_cleanup");
  *(void **)&curl.strerror = dlsym(library, "curl_easy_strerror");
  *(void **)&curl.slist_append = dlsym(library, "curl_slist_append");
  *(void **)&curl.slist_free_all = dlsym(library, "curl_slist_free_all");
  if (!curl.slist_append || !curl.slist_free_all || !curl.global_init || !curl.init || !curl.setopt || !curl.perform || !curl.getinfo || !curl.cleanup ||
      !curl.strerror) {
    return "libcurl.so.4 lacks a function that is needed";
  }
  if (curl.global_init(GLOBAL_ALL) != 0) return "libcurl cannot be started";
  loaded = 1;
  return NULL;
}

// What one transfer keeps while it runs.
struct transfer {
  const struct transfer_request *request;
  struct transfer_result *result;
  size_t capacity;
  int refused;
  int connected;
  int overflowed;
};

// Called for each address that a connection is about to be made to, the one that was looked up and no other.
static int open_socket(void *context, int purpose, struct curl_sockaddr *address) {
  struct transfer *transfer = context;
  const unsigned char *bytes = NULL;
  size_t length = 0;
  (void)purpose;
  if (address->family == AF_INET && address->addrlen >= sizeof(struct sockaddr_in)) {
    bytes = (const unsigned char *)&((struct sockaddr_in *)&address->addr)->sin_addr;
    length = 4;
  } else if (address->family == AF_INET6 && address->addrlen >= sizeof(struct sockaddr_in6)) {
    bytes = (const unsigned char *)&((struct sockaddr_in6 *)&address->addr)->sin6_addr;
    length = 16;
  }
  if (!bytes || transfer->request->may_connect(transfer->request->context, bytes, length) != 1) {
    transfer->refused = 1;
    return -1;
  }
  transfer->connected = 1;
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

static size_t receive(char *data, size_t size, size_t count, void *context) {
  struct transfer *transfer = context;
  struct transfer_result *result = transfer->result;
  size_t length = size * count;
  if (length > transfer->request->limit - result->length) {
    transfer->overflowed = 1;
    return 0;
  }
  size_t needed = result->length + length;
  if (needed > transfer->capacity) {
    size_t capacity = transfer->capacity ? transfer->capacity : 16384;
    while (capacity < needed) capacity *= 2;
    unsigned char *body = realloc(result->body, capacity);
    if (!body) return 0;
    result->body = body;
    transfer->capacity = capacity;
  }
  memcpy(result->body + result->length, data, length);
  result->length = needed;
  return length;
}

struct transfer_result transfer_get(struct transfer_request request) {
  struct transfer_result result = {.outcome = TRANSFER_FAILED};
  struct transfer transfer = {.request = &request, .result = &result};
  char words[256] = "";
  CURL *handle = curl.init();
  if (!handle) {
    snprintf(result.message, sizeof result.message, "libcurl cannot be used");
    return result;
  }
  char accept[512];
  snprintf(accept, sizeof accept, "Accept: %s", request.accept);
  struct curl_slist *headers = curl.slist_append(NULL, accept);
  int failed = headers == NULL;
  failed |= curl.setopt(handle, OPT_ERRORBUFFER, words);
  failed |= curl.setopt(handle, OPT_HTTPHEADER, headers);
  failed |= curl.setopt(handle, OPT_URL, request.url);
  failed |= curl.setopt(handle, OPT_USERAGENT, request.user_agent);
  // The environment may name a proxy, which would be the only address that is asked about.
  failed |= curl.setopt(handle, OPT_PROXY, "");
  failed |= curl.setopt(handle, OPT_PROTOCOLS, (long)PROTOCOL_HTTPS);
  failed |= curl.setopt(handle, OPT_FOLLOWLOCATION, 0L);
  failed |= curl.setopt(handle, OPT_NETRC, 0L);
  failed |= curl.setopt(handle, OPT_SSLVERSION, (long)TLS_1_2);
  failed |= curl.setopt(handle, OPT_SSL_VERIFYPEER, 1L);
  failed |= curl.setopt(handle, OPT_SSL_VERIFYHOST, 2L);
  failed |= curl.setopt(handle, OPT_NOSIGNAL, 1L);
  failed |= curl.setopt(handle, OPT_FORBID_REUSE, 1L);
  failed |= curl.setopt(handle, OPT_TIMEOUT_MS, request.timeout_ms);
  failed |= curl.setopt(handle, OPT_CONNECTTIMEOUT_MS, request.timeout_ms);
  failed |= curl.setopt(handle, OPT_OPENSOCKETFUNCTION, open_socket);
  failed |= curl.setopt(handle, OPT_OPENSOCKETDATA, &transfer);
  failed |= curl.setopt(handle, OPT_WRITEFUNCTION, receive);
  failed |= curl.setopt(handle, OPT_WRITEDATA, &transfer);
  if (request.ca_file) {
    failed |= curl.setopt(handle, OPT_CAINFO, request.ca_file);
    failed |= curl.setopt(handle, OPT_CAPATH, NULL);
  }
  // Older libraries do not know it; a URL with a user is refused before it gets here.
  (void)curl.setopt(handle, OPT_DISALLOW_USERNAME_IN_URL, 1L);
  if (failed) {
    snprintf(result.message, sizeof result.message, "libcurl refuses an option; it is too old, or was built without TLS");
    curl.cleanup(handle);
    curl.slist_free_all(headers);
    return result;
  }

  int code = curl.perform(handle);
  (void)curl.getinfo(handle, INFO_RESPONSE_CODE, &result.status);
  char *redirect = NULL;
  (void)curl.getinfo(handle, INFO_REDIRECT_URL, &redirect);
  if (redirect && strlen(redirect) <= 4096) result.redirect = strdup(redirect);
  if (code == 0) {
    result.outcome = TRANSFER_DONE;
  } else if (transfer.overflowed) {
    result.outcome = TRANSFER_TOO_LARGE;
  } else if (transfer.refused && !transfer.connected) {
    result.outcome = TRANSFER_ADDRESS_REFUSED;
  } else if (code == ERROR_OPERATION_TIMEDOUT) {
    result.outcome = TRANSFER_TIMED_OUT;
  }
  snprintf(result.message, sizeof result.message, "%s", words[0] ? words : curl.strerror(code));
  curl.cleanup(handle);
  curl.slist_free_all(headers);
  return result;
}

void transfer_release(struct transfer_result *result) {
  free(result->body);
  free(result->redirect);
  result->body = NULL;
  result->redirect = NULL;
}

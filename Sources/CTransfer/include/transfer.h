// One HTTPS request by libcurl, which is loaded when the first one is made and by nobody else: a process that makes none
// has no code for networks in it.
#ifndef TRANSFER_H
#define TRANSFER_H

#include <stddef.h>

// What happened. The numbers are this header's own.
enum transfer_outcome {
  TRANSFER_DONE = 0,
  // The body has more than `limit` bytes.
  TRANSFER_TOO_LARGE = 1,
  // Every address that the name has is one that `may_connect` refused.
  TRANSFER_ADDRESS_REFUSED = 2,
  TRANSFER_TIMED_OUT = 3,
  // Anything else; `message` says what.
  TRANSFER_FAILED = 4,
};

struct transfer_request {
  const char *url;
  const char *user_agent;
  // The value of Accept.
  const char *accept;
  // A file of certificates (PEM) that are trusted in the place of the system's; NULL for those.
  const char *ca_file;
  long timeout_ms;
  // Bytes of the body.
  size_t limit;
  // Asked for the very address before each connection: 1 to connect. `address` has 4 bytes, or 16 for IPv6.
  int (*may_connect)(void *context, const unsigned char *address, size_t length);
  void *context;
};

struct transfer_result {
  enum transfer_outcome outcome;
  // The status of HTTP; 0 where there was no answer.
  long status;
  // The body; the caller gives it back with transfer_release.
  unsigned char *body;
  size_t length;
  // Where the answer redirects to, as an absolute URL; NULL where it does not, or that has more than 4,096 bytes.
  char *redirect;
  // Words of libcurl for `outcome`; never empty where that is TRANSFER_FAILED.
  char message[256];
};

// Loads libcurl. Not to be called by two threads at once.
//
// Returns NULL, or what is wrong, which stays valid.
const char *transfer_load(void);

// Makes one request with GET, over TLS 1.2 or newer, to the host alone: no proxy, no redirect, no cookie, no credentials.
// transfer_load has succeeded before.
struct transfer_result transfer_get(struct transfer_request request);

void transfer_release(struct transfer_result *result);

#endif

// zlib as Badge uses it: gzip (RFC 1952) in memory, for status lists.
#include <zlib.h>

// zlib's initialisers are macros, which Swift does not import. Window bits of 15 are the largest window there is; 16 more
// mean the gzip format and no other.
static inline int zlib_inflate_init_gzip(z_stream *stream) { return inflateInit2(stream, 15 + 16); }
static inline int zlib_deflate_init_gzip(z_stream *stream) {
  return deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
}

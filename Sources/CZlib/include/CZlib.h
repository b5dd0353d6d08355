#ifndef CZLIB_H
#define CZLIB_H
#include <zlib.h>
// inflateInit2 is a macro, which Swift does not import. 31 = a gzip header, the widest window.
static inline int culprit_inflate_gzip_init(z_stream *stream) { return inflateInit2(stream, 31); }
#endif

#include "CBytes.h"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

size_t cbytes_find_all(const uint8_t *bytes, size_t count, uint8_t byte, ptrdiff_t *offsets, size_t limit) {
  size_t found = 0;
  size_t at = 0;
#if defined(__SSE2__)
  const __m128i wanted = _mm_set1_epi8((char)byte);
  for (; at + 16 <= count && found < limit; at += 16) {
    const __m128i block = _mm_loadu_si128((const __m128i *)(bytes + at));
    unsigned mask = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(block, wanted));
    while (mask != 0 && found < limit) {
      offsets[found++] = (ptrdiff_t)(at + (size_t)__builtin_ctz(mask));
      mask &= mask - 1;
    }
  }
#endif
  for (; at < count && found < limit; at++) {
    if (bytes[at] == byte) offsets[found++] = (ptrdiff_t)at;
  }
  return found;
}

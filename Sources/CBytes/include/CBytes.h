#ifndef CBYTES_H
#define CBYTES_H

#include <stddef.h>
#include <stdint.h>

/// Writes the offsets at which `byte` stands, the first `limit` of them; returns how many were written.
///
/// One call for all columns of a line: asking for each column's end on its own costs several times as much.
size_t cbytes_find_all(const uint8_t *bytes, size_t count, uint8_t byte, ptrdiff_t *offsets, size_t limit);

#endif

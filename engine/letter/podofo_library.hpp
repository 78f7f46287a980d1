#pragma once
// The library's headers do not bear our warnings.
#if defined(__GNUC__)
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wextra"
#endif
#include <podofo/podofo.h>
#if defined(__GNUC__)
#pragma GCC diagnostic pop
#endif

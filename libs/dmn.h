/* dmn.h - libdmn: decision models. #include <dmn.h>, link with libdmn and libfeel. */
#ifndef LIBDMN_DMN_H
#define LIBDMN_DMN_H
#include "engine/dmn/dmn.h"
#include "engine/dmn/dmn_batch.h"
#include "engine/dmn/dmn_check.h"
#include "feel.h"
#endif

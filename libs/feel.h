/* feel.h - libfeel: FEEL, the expression language of DMN. #include <feel.h>, link with libfeel. */
#ifndef LIBFEEL_FEEL_H
#define LIBFEEL_FEEL_H
#include "base/mem.h"
#include "engine/feel/feel.h"
#include "engine/feel/feel_embed.h"
#endif

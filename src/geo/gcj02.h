/* gcj02.h - between WGS-84 and GCJ-02, the shifted coordinates that maps sold in China use.
 *
 * Pure. Outside of China's rectangle (0.83-55.83 N, 72.00-137.85 E) both are the same. */
#ifndef XC_GEO_GCJ02_H
#define XC_GEO_GCJ02_H
#include "geo/geo_point.h"

geo_point gcj02_of_wgs84(geo_point wgs84);

/* The inverse, within a millimetre of what gcj02_of_wgs84 maps back. */
geo_point gcj02_to_wgs84(geo_point gcj02);

#endif

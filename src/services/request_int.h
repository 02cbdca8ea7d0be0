/* request_int.h - shared by the files of requests. */
#ifndef XC_SERVICES_REQUEST_INT_H
#define XC_SERVICES_REQUEST_INT_H
#include "services/request.h"

enum { REQUEST_CONTEXT_SIZE = 40 };

/* What a sealed row is bound to: "request:17". Points into to. */
xc_str request_context(int64_t case_id, char to[REQUEST_CONTEXT_SIZE]);

#endif

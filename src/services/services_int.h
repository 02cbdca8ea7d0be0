/* services_int.h - the inside of services.h, for this folder. */
#ifndef XC_SERVICES_SERVICES_INT_H
#define XC_SERVICES_SERVICES_INT_H
#include "city/party.h"
#include "services/issuer_ring.h"
#include "services/matter_index.h"
#include "services/services.h"
#include "services/sound_table.h"

enum { SERVICES_PATH_SIZE = 512 };

struct services {
    pack *pack;          /* a reference */
    case_engine *engine; /* borrowed; set once by services_attach */
    issuer_ring *ring;   /* owned, as all below */
    party_seal *seal;
    sound_table *sounds;
    matter_index *matters;
    char files_dir[SERVICES_PATH_SIZE];
};

#endif

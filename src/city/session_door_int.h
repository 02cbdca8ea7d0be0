/* session_door_int.h - how sessions and tokens get into the door and out; for session.c and
 * token.c. */
#ifndef XC_CITY_SESSION_DOOR_INT_H
#define XC_CITY_SESSION_DOOR_INT_H
#include "city/session_door.h"

enum { DOOR_KEY_BYTES = 32, DOOR_SECRET_BYTES = 32, DOOR_SECRET_SIZE = 44 };

/* What an entry is made of; everything is copied. */
typedef struct {
    unsigned char key[DOOR_KEY_BYTES];
    user who;
    xc_str csrf; /* "" for a token */
    bool by_token;
    int64_t seen_us, expires_us; /* expires 0: never */
} door_card;

/* The hash by which a secret is known. */
void door_key_of(xc_str secret, unsigned char ret[DOOR_KEY_BYTES]);

/* 256 random bits as 43 base64url characters with a zero behind. */
void door_secret_new(char ret[DOOR_SECRET_SIZE]);

/* After the commit the card opens the door, or no longer. In the loop. XC_EBUSY: max_entries,
 * XC_ENOMEM. */
XC_MUST_CHECK xc_err door_add(loop_tx *tx, session_door *door, const door_card *card);
XC_MUST_CHECK xc_err door_remove(loop_tx *tx, session_door *door,
                                 const unsigned char key[DOOR_KEY_BYTES]);

const session_door_options *door_options(const session_door *door);

#endif

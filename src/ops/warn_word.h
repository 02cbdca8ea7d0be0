/* warn_word.h - the fixed words of the Common Alerting Protocol; an enum is a row of them. */
#ifndef XC_OPS_WARN_WORD_H
#define XC_OPS_WARN_WORD_H

typedef enum {
    WARN_STATUS_ACTUAL,
    WARN_STATUS_EXERCISE,
    WARN_STATUS_SYSTEM,
    WARN_STATUS_TEST,
    WARN_STATUS_DRAFT
} warn_status;

typedef enum {
    WARN_TYPE_ALERT,
    WARN_TYPE_UPDATE,
    WARN_TYPE_CANCEL,
    WARN_TYPE_ACK,
    WARN_TYPE_ERROR
} warn_type;

typedef enum { WARN_SCOPE_PUBLIC, WARN_SCOPE_RESTRICTED, WARN_SCOPE_PRIVATE } warn_scope;

typedef enum {
    WARN_URGENCY_IMMEDIATE,
    WARN_URGENCY_EXPECTED,
    WARN_URGENCY_FUTURE,
    WARN_URGENCY_PAST,
    WARN_URGENCY_UNKNOWN
} warn_urgency;

typedef enum {
    WARN_SEVERITY_EXTREME,
    WARN_SEVERITY_SEVERE,
    WARN_SEVERITY_MODERATE,
    WARN_SEVERITY_MINOR,
    WARN_SEVERITY_UNKNOWN
} warn_severity;

typedef enum {
    WARN_CERTAINTY_OBSERVED,
    WARN_CERTAINTY_LIKELY,
    WARN_CERTAINTY_POSSIBLE,
    WARN_CERTAINTY_UNLIKELY,
    WARN_CERTAINTY_UNKNOWN
} warn_certainty;

/* The kinds of word; categories and responses are sets: bit n of the field is the n-th word. */
typedef enum {
    WARN_WORDS_STATUS,
    WARN_WORDS_TYPE,
    WARN_WORDS_SCOPE,
    WARN_WORDS_URGENCY,
    WARN_WORDS_SEVERITY,
    WARN_WORDS_CERTAINTY,
    WARN_WORDS_CATEGORY, /* Geo Met Safety Security Rescue Fire Health Env Transport Infra CBRNE
                            Other */
    WARN_WORDS_RESPONSE  /* Shelter Evacuate Prepare Execute Avoid Monitor Assess AllClear None */
} warn_words;

/* The n-th word as the standard writes it ("Severe"); NULL behind the last. */
const char *warn_word(warn_words words, unsigned n);

#endif

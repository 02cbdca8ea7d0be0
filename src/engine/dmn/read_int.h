/* read_int.h - a model while it is read, and what its readers share; for dmn.c and read_*.c. */
#ifndef DMN_READ_INT_H
#define DMN_READ_INT_H
#include "engine/dmn/dmn_int.h"

typedef struct {
    xc_str name;
    const xml_node *node;
    feel_shape *shape;
    enum { TYPE_NEW, TYPE_READING, TYPE_READY } state;
} dmn_type;

typedef struct {
    xc_str name;
    size_t file;
} dmn_import;

/* One DMN file: the model itself or what it imports, each once. */
typedef struct {
    xc_str space;
    bool ready; /* false: still being read */
    dmn_import *imports;
    size_t import_count;
    dmn_type *types;
    size_t type_count;
    size_t first, end; /* its elements */
} dmn_file;

typedef struct {
    dmn_model *m;
    const char *file;
    xc_problem *why;
    const dmn_load_options *options;
    bool draft; /* what cannot be read is null */
    int nest;
    xc_arena *tree;    /* until the model is read */
    xc_arena *scratch; /* for one cell */
    dmn_file files[DMN_MAX_FILES];
    size_t file_count, at;       /* at: the file being read */
    xc_str names[DMN_MAX_NAMES]; /* visible at this place */
    size_t name_count;
    xc_err err; /* the first name that could not be kept */
} dmn_loader;

static inline dmn_file *dmn_here(dmn_loader *l)
{
    return &l->files[l->at];
}

/* "en "what"" at a node */
XC_MUST_CHECK xc_err dmn_bad(dmn_loader *l, const xml_node *at, const char *en, const char *zh,
                             xc_str what);
/* the same, but of a draft only its place cannot be read: XC_OK */
XC_MUST_CHECK xc_err dmn_bad_place(dmn_loader *l, const xml_node *at, const char *en,
                                   const char *zh, xc_str what);
void dmn_unread(dmn_loader *l, const xc_problem *what);
XC_MUST_CHECK xc_err dmn_no_room(dmn_loader *l);
XC_MUST_CHECK xc_err dmn_compile(dmn_loader *l, const xml_node *at, xc_str text, bool unary,
                                 const feel_expr **ret);
/* the same in another arena */
XC_MUST_CHECK xc_err dmn_compile_in(dmn_loader *l, const xml_node *at, xc_str text, bool unary,
                                    xc_arena *arena, const feel_expr **ret);
XC_MUST_CHECK xc_err dmn_see(dmn_loader *l, xc_str name); /* the name is visible from now on */
xc_str dmn_keep(dmn_loader *l, xc_str s);                 /* a copy in the model */
size_t dmn_children(const xml_node *n, const char *name);
/* where the trimmed text of the child "text" begins */
void dmn_place(const xml_node *at, uint32_t *line, uint32_t *column);

/* read_graph.c: the elements of a file, then what they need and do */
XC_MUST_CHECK xc_err dmn_read_elements(dmn_loader *l, const xml_node *root);
XC_MUST_CHECK xc_err dmn_read_logic(dmn_loader *l, const xml_node *root);
XC_MUST_CHECK xc_err dmn_check_circles(dmn_loader *l);

/* read_import.c: the whole of a file, and before it what it imports */
XC_MUST_CHECK xc_err dmn_read_file(dmn_loader *l, xc_str xml);

/* read_shape.c */
XC_MUST_CHECK xc_err dmn_read_types(dmn_loader *l, const xml_node *root);
/* *ret NULL: any. text may be empty. */
XC_MUST_CHECK xc_err dmn_shape_named(dmn_loader *l, const xml_node *at, xc_str text,
                                     const feel_shape **ret);
const feel_shape *dmn_find_shape(void *loader, xc_str name);

/* read_box.c: the first boxed expression among n's children; BOX_NONE if there is none */
XC_MUST_CHECK xc_err dmn_read_box(dmn_loader *l, const xml_node *n, const dmn_box **ret);
/* n holds formalParameter and a boxed expression */
XC_MUST_CHECK xc_err dmn_read_function(dmn_loader *l, const xml_node *n, dmn_box *to);
/* read_table.c */
XC_MUST_CHECK xc_err dmn_read_table(dmn_loader *l, const xml_node *n, const dmn_table **ret);
/* read_cell.c: the cells of one column; texts that come again are not read again */
typedef struct dmn_column_cells dmn_column_cells;
XC_MUST_CHECK xc_err dmn_read_cell(dmn_loader *l, dmn_column_cells **known, const xml_node *n,
                                   bool unary, const dmn_cell **ret);

#endif

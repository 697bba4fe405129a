// Expat as Badge uses it: SVG pictures in memory, with the byte offset of each event.
#include <expat.h>

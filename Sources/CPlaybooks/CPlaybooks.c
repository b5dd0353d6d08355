#include "CPlaybooks.h"

static const unsigned char placeholder[] = {0};
const culprit_embedded_file culprit_embedded_files[] = {{"", placeholder, 0}};
const unsigned long culprit_embedded_count = 0;

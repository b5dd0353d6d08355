#include "CPlaybooks.h"

static const unsigned char sentences[] = {
#embed "sentences.ja.yaml"
};
const unsigned char *const culprit_sentences = sentences;
const unsigned long culprit_sentences_count = sizeof sentences;

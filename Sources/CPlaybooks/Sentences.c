#include "CPlaybooks.h"

// Each file is a list; put one after the other they are one list.
static const unsigned char sentences[] = {
#embed "../../Playbooks/words/ja/access.yaml" suffix(,)
#embed "../../Playbooks/words/ja/network.yaml" suffix(,)
#embed "../../Playbooks/words/ja/logs.yaml" suffix(,)
#embed "../../Playbooks/words/ja/request.yaml" suffix(,)
#embed "../../Playbooks/words/ja/pull.yaml" suffix(,)
#embed "../../Playbooks/words/ja/snapshot.yaml" suffix(,)
#embed "../../Playbooks/words/ja/program.yaml" suffix(,)
    '\n'};
const unsigned char *const culprit_sentences = sentences;
const unsigned long culprit_sentences_count = sizeof sentences;

#include "CPlaybooks.h"

#include <stddef.h>
#include <string.h>

// Each file is a list; put one after the other they are one list.
static const unsigned char japanese[] = {
#embed "../../Playbooks/words/ja/access.yaml" suffix(,)
#embed "../../Playbooks/words/ja/network.yaml" suffix(,)
#embed "../../Playbooks/words/ja/logs.yaml" suffix(,)
#embed "../../Playbooks/words/ja/request.yaml" suffix(,)
#embed "../../Playbooks/words/ja/pull.yaml" suffix(,)
#embed "../../Playbooks/words/ja/snapshot.yaml" suffix(,)
#embed "../../Playbooks/words/ja/program.yaml" suffix(,)
#embed "../../Playbooks/words/ja/checks.yaml" suffix(,)
#embed "../../Playbooks/words/ja/repairs.yaml" suffix(,)
    '\n'};

static const culprit_embedded_file languages[] = {{"ja", japanese, sizeof japanese}};

const culprit_embedded_file *culprit_sentences_of(const char *language) {
  for (size_t position = 0; position < sizeof languages / sizeof languages[0]; position++)
    if (!strcmp(languages[position].path, language)) return &languages[position];
  return NULL;
}

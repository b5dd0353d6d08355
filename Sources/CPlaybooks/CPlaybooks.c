#include "CPlaybooks.h"

#include <stddef.h>

// A file that is not there is left out, so that a checkout without a translation builds, too.
#if __has_embed("../../Playbooks/cloudfront-alb-504/playbook.yaml")
static const unsigned char edge[] = {
#embed "../../Playbooks/cloudfront-alb-504/playbook.yaml"
};
#endif
#if __has_embed("../../Playbooks/cloudfront-alb-504/playbook.ja.yaml")
static const unsigned char edge_ja[] = {
#embed "../../Playbooks/cloudfront-alb-504/playbook.ja.yaml"
};
#endif
#if __has_embed("../../Playbooks/ecs-image-pull/playbook.yaml")
static const unsigned char pull[] = {
#embed "../../Playbooks/ecs-image-pull/playbook.yaml"
};
#endif
#if __has_embed("../../Playbooks/ecs-image-pull/playbook.ja.yaml")
static const unsigned char pull_ja[] = {
#embed "../../Playbooks/ecs-image-pull/playbook.ja.yaml"
};
#endif

static const culprit_embedded_file files[] = {
#if __has_embed("../../Playbooks/cloudfront-alb-504/playbook.yaml")
    {"cloudfront-alb-504/playbook.yaml", edge, sizeof edge},
#endif
#if __has_embed("../../Playbooks/cloudfront-alb-504/playbook.ja.yaml")
    {"cloudfront-alb-504/playbook.ja.yaml", edge_ja, sizeof edge_ja},
#endif
#if __has_embed("../../Playbooks/ecs-image-pull/playbook.yaml")
    {"ecs-image-pull/playbook.yaml", pull, sizeof pull},
#endif
#if __has_embed("../../Playbooks/ecs-image-pull/playbook.ja.yaml")
    {"ecs-image-pull/playbook.ja.yaml", pull_ja, sizeof pull_ja},
#endif
    {"", NULL, 0}};

// The last entry only keeps the table from being empty.
const unsigned long culprit_embedded_count = sizeof files / sizeof files[0] - 1;

const culprit_embedded_file *culprit_embedded_file_at(unsigned long position) {
  return position < culprit_embedded_count ? &files[position] : NULL;
}

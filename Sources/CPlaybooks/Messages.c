#include "CPlaybooks.h"

static const unsigned char messages[] = {
#embed "../../Playbooks/ecs-image-pull/messages.yaml"
};
const unsigned char *const culprit_messages = messages;
const unsigned long culprit_messages_count = sizeof messages;

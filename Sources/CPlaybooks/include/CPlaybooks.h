#ifndef CPLAYBOOKS_H
#define CPLAYBOOKS_H
/// One file that is carried inside the binary.
typedef struct {
  const char *path;            // relative to Playbooks/
  const unsigned char *bytes;
  unsigned long count;
} culprit_embedded_file;
extern const unsigned long culprit_embedded_count;
/// The file at a position below the count, else NULL.
const culprit_embedded_file *culprit_embedded_file_at(unsigned long position);
/// The table by which failure texts are read: Playbooks/ecs-image-pull/messages.yaml.
extern const unsigned char *const culprit_messages;
extern const unsigned long culprit_messages_count;
/// The forms of the sentences that the program makes: Playbooks/words/LANGUAGE; else NULL. Its path is the language.
const culprit_embedded_file *culprit_sentences_of(const char *language);
#endif

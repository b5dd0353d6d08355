#ifdef __linux__
#define _GNU_SOURCE
#include <sys/mman.h>
#endif
#include "CNcurses.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>

// Mouse reporting, bracketed paste, colours, cursor, alternate screen, application keys: all back to normal.
static const char reset_screen[] =
    "\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l\033[0m\033[?25h\033[?1049l\033[?1l\033>";

// What a killed run may have left on: the modes that the library does not know that it should turn off.
static const char reset_modes[] = "\033[?1000l\033[?1002l\033[?1003l\033[?1006l\033[?2004l";

// Every signal that ends a program which does not handle it, except those that nobody can handle.
static const int fatal[] = {SIGILL,  SIGTRAP, SIGABRT,   SIGSEGV, SIGBUS,  SIGFPE, SIGSYS, SIGTERM, SIGHUP, SIGQUIT,
                            SIGUSR1, SIGUSR2, SIGVTALRM, SIGALRM, SIGPROF, SIGXCPU,
#ifdef __linux__
                            SIGIO,   SIGPWR,  SIGSTKFLT,
#else
                            SIGEMT,
#endif
};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };

static struct termios saved_modes;
static struct sigaction saved_actions[fatal_count], saved_interrupt;
static int saved_stderr = -1, held_stderr = -1;
static int wake[2] = {-1, -1};
static volatile sig_atomic_t is_open;

int nc_utf8_locale(void) {
  static const char *fallback[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"};
  // Only how characters are made of bytes matters; each further category is a file to open before the first screen.
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  for (unsigned i = 0; i < sizeof fallback / sizeof fallback[0]; i++)
    if (setlocale(LC_CTYPE, fallback[i]) && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
  return 0;
}

static void write_all(int fd, const char *bytes, size_t count) {
  while (count > 0) {
    ssize_t n = write(fd, bytes, count);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    bytes += n;
    count -= (size_t)n;
  }
}

// Only functions that a signal handler may call.
static void give_back_stderr(void) {
  if (saved_stderr < 0) return;
  dup2(saved_stderr, STDERR_FILENO);
  if (held_stderr >= 0) {
    char buffer[4096];
    off_t at = 0;
    for (ssize_t n; (n = pread(held_stderr, buffer, sizeof buffer, at)) > 0; at += n)
      write_all(STDERR_FILENO, buffer, (size_t)n);
    close(held_stderr);
    held_stderr = -1;
  }
  close(saved_stderr);
  saved_stderr = -1;
}

static void on_fatal(int number) {
  int before = errno;
  if (is_open) {
    is_open = 0;
    write_all(STDOUT_FILENO, reset_screen, sizeof reset_screen - 1);
    tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
    give_back_stderr();
  }
  // Not the action of before: Swift's would ask questions for half a minute on a terminal that was just given back.
  signal(number, SIG_DFL);
  errno = before;
  raise(number);
}

static void on_ignored(int number) { (void)number; }

void nc_prepare(void) {
  // A file that is opened must never stand where the results or the messages go.
  for (int fd = 0; fd < 3; fd++)
    if (fcntl(fd, F_GETFD) < 0 && errno == EBADF) (void)open("/dev/null", fd == 2 ? O_WRONLY : O_RDONLY);
  // A reader that ended and a file that may not grow are answers of write(), not ends of the program. A handler and
  // not SIG_IGN, which the programs that are started would inherit.
  struct sigaction action = {0};
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART;
  action.sa_handler = on_ignored;
  sigaction(SIGPIPE, &action, NULL);
  sigaction(SIGXFSZ, &action, NULL);
  // The runtime's handlers look for symbols for seconds and ask questions; whoever wants that says so.
  if (getenv("SWIFT_BACKTRACE")) return;
  static const int crashes[] = {SIGQUIT, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGTRAP};
  for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
    struct sigaction present;
    if (sigaction(crashes[i], NULL, &present) == 0 && present.sa_handler != SIG_IGN) signal(crashes[i], SIG_DFL);
  }
}

void nc_end_by(int number) {
  signal(number, SIG_DFL);
  sigset_t wanted;
  sigemptyset(&wanted);
  sigaddset(&wanted, number);
  pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
  raise(number);
  _exit(128 + number);
}

static void on_interrupt(int number) {
  (void)number;
  nc_wake(NCWakeInterrupt);
}

static void guard(void) {
  struct sigaction action = {0};
  // Whoever started the program may have left signals blocked.
  sigset_t wanted;
  sigemptyset(&wanted);
  for (int i = 0; i < fatal_count; i++) sigaddset(&wanted, fatal[i]);
  sigaddset(&wanted, SIGINT);
  sigaddset(&wanted, SIGTSTP);
  sigaddset(&wanted, SIGCONT);
  sigaddset(&wanted, SIGWINCH);
  pthread_sigmask(SIG_UNBLOCK, &wanted, NULL);
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_NODEFER;
  action.sa_handler = on_fatal;
  for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &action, &saved_actions[i]);
#ifdef __linux__
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++) sigaction(number, &action, NULL);
#endif
  action.sa_flags = SA_RESTART;
  action.sa_handler = on_interrupt;
  sigaction(SIGINT, &action, &saved_interrupt);
}

static void unguard(void) {
  for (int i = 0; i < fatal_count; i++) sigaction(fatal[i], &saved_actions[i], NULL);
#ifdef __linux__
  for (int number = SIGRTMIN; number <= SIGRTMAX; number++) signal(number, SIG_DFL);
#endif
  sigaction(SIGINT, &saved_interrupt, NULL);
}

static int hold_file(void) {
#ifdef __linux__
  return memfd_create("stderr", MFD_CLOEXEC);
#else
  FILE *file = tmpfile();
  return file ? dup(fileno(file)) : -1;
#endif
}

WINDOW *nc_open(const char *type) {
  if (wake[0] < 0) {
    if (pipe(wake) != 0) return NULL;
    for (int i = 0; i < 2; i++) {
      fcntl(wake[i], F_SETFL, O_NONBLOCK);
      fcntl(wake[i], F_SETFD, FD_CLOEXEC);
    }
    atexit(nc_close);
  }
  if (tcgetattr(STDIN_FILENO, &saved_modes) != 0) return NULL;
  if (!newterm(type, stdout, stdin)) return NULL;
  is_open = 1;
  saved_stderr = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  held_stderr = hold_file();
  if (held_stderr >= 0) dup2(held_stderr, STDERR_FILENO);
  guard();
  cbreak();
  noecho();
  nonl();
  keypad(stdscr, TRUE);
  /* Home and End come in several ways, and not always in the one that TERM describes: unknown ones would act as
     Escape followed by letters. */
  static const struct { const char *sent; int key; } others[] = {
      {"\033[1~", KEY_HOME}, {"\033[7~", KEY_HOME}, {"\033[H", KEY_HOME}, {"\033OH", KEY_HOME},
      {"\033[4~", KEY_END},  {"\033[8~", KEY_END},  {"\033[F", KEY_END},  {"\033OF", KEY_END},
      {"\033[5~", KEY_PPAGE}, {"\033[6~", KEY_NPAGE},
  };
  for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
    if (key_defined(others[i].sent) == 0) define_key(others[i].sent, others[i].key);
  }
  nodelay(stdscr, TRUE);
  set_escdelay(25);
  curs_set(0);
  return stdscr;
}

void nc_close(void) {
  if (!is_open) return;
  is_open = 0;
  endwin();
  const char *mouse = tigetstr("kmous");
  if (mouse && mouse != (const char *)-1) write_all(STDOUT_FILENO, reset_modes, sizeof reset_modes - 1);
  tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
  unguard();
  give_back_stderr();
}

int nc_wake_fd(void) { return wake[0]; }

void nc_wake(char kind) {
  int before = errno;
  if (wake[1] >= 0) (void)!write(wake[1], &kind, 1);
  errno = before;
}

int nc_start_colours(void) {
  if (!has_colors() || start_color() == ERR || COLORS < 8) return 0;
  short ground = use_default_colors() == OK ? -1 : COLOR_BLACK;
  for (short colour = 1; colour < 8; colour++) init_pair(colour, colour, ground);
  return 1;
}

void nc_send(const char *bytes, unsigned long count) { write_all(STDOUT_FILENO, bytes, count); }

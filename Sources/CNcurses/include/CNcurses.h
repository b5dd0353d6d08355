#ifndef CNCURSES_H
#define CNCURSES_H

// What Swift cannot import from ncurses (macros, variadics, globals), and the guard that gives the terminal back.
#define NCURSES_WIDECHAR 1
#include <ncurses.h>

static const attr_t NCBold = A_BOLD;
static const attr_t NCDim = A_DIM;
static const attr_t NCReverse = A_REVERSE;
static const attr_t NCUnderline = A_UNDERLINE;
static const mmask_t NCMouseClick = BUTTON1_PRESSED | BUTTON1_CLICKED;
static const mmask_t NCWheelUp = BUTTON4_PRESSED;
static const mmask_t NCWheelDown = BUTTON5_PRESSED;

// Kinds of event that do not come from the keyboard, written to the wake-up pipe as one byte.
static const char NCWakeInterrupt = 'i';
static const char NCWakeLoaded = 'l';

// Before anything else: stands in for closed standard files, makes broken pipes and full files answers of write(), and
// lets a crash end the program at once (SWIFT_BACKTRACE in the environment keeps the runtime's backtrace).
void nc_prepare(void);

// Ends the program by a signal, as if it had never been handled.
_Noreturn void nc_end_by(int number);

// A UTF-8 locale, whatever the environment says; 0 when the system has none.
int nc_utf8_locale(void);

// Takes the terminal: remembers its state, guards it against every way to die, diverts stderr, starts ncurses.
// `type` may be NULL for $TERM. NULL when the terminal's description is not known.
WINDOW *nc_open(const char *type);

// Gives the terminal back and replays on stderr what was written there meanwhile.
void nc_close(void);

// The reading end of the pipe that SIGINT and background work write to.
int nc_wake_fd(void);

// Puts one byte into the pipe; may be called from any thread.
void nc_wake(char kind);

// 1 when the terminal shows at least eight colours; pair n is then colour n on the terminal's own background.
int nc_start_colours(void);

// Sends bytes to the terminal past ncurses (OSC 52).
void nc_send(const char *bytes, unsigned long count);
#endif

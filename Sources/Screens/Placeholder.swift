package enum ScreensPlaceholder {}

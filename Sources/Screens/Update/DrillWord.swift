/// What the exercise says.
package enum DrillWord: String, CaseIterable, Sendable {
  case intro, position, look, which, repair, effect, sound, faulty, cannotTell, isRight, isWrong, hint, noHint
  case noChoice, morePass, score, lesson, cases, walkIt

  fileprivate static let english: [DrillWord: String] = [
    .intro:
      "You judge before the program does. A digit answers, Enter shows the proof without an answer, h gives a hint, s tells the story again, q ends.",
    .position: "%1 of %2",
    .look: "Where to look:",
    .which: "Which fault is it?",
    .repair: "Which of these brings the requests back?",
    .effect: "tried on the snapshot",
    .sound: "sound",
    .faulty: "the fault is here",
    .cannotTell: "these files cannot tell",
    .isRight: "Right.",
    .isWrong: "Not so.",
    .hint: "Hint:",
    .noHint: "There is no further hint.",
    .noChoice: "`%1` is not a number from 1 to %2.",
    .morePass: "and %1 more that the files rule out",
    .score: "Right answers: %1 of %2.",
    .lesson: "WHAT TO TAKE HOME",
    .cases: "Recorded incidents; practise on one with:",
    .walkIt: "See all of it in the wizard:",
  ]

  fileprivate static let japanese: [DrillWord: String] = [
    .intro: "プログラムより先に自分で判定します。数字で答え、Enter で答えずに根拠を表示、h でヒント、s で状況説明をもう一度、q で終了します。",
    .position: "%1/%2",
    .look: "見る場所:",
    .which: "どの障害か",
    .repair: "リクエストが通るようになるのはどれか",
    .effect: "スナップショットで試した結果",
    .sound: "問題なし",
    .faulty: "障害はここにある",
    .cannotTell: "これらのファイルではわからない",
    .isRight: "正解です。",
    .isWrong: "違います。",
    .hint: "ヒント:",
    .noHint: "ヒントはもうありません。",
    .noChoice: "`%1` は 1 から %2 までの数字ではありません。",
    .morePass: "ほかに %1 件をファイルが除外",
    .score: "%2 問中 %1 問正解でした。",
    .lesson: "学んだこと",
    .cases: "記録済みインシデント。練習するには:",
    .walkIt: "ウィザードで全体を見るには:",
  ]
}

extension Words {
  /// A word of the exercise with its values filled in.
  package func callAsFunction(_ word: DrillWord, _ values: String...) -> String {
    let table = language == .english ? DrillWord.english : DrillWord.japanese
    return filled(table[word] ?? word.rawValue, values)
  }
}

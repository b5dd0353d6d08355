/// The words for what an operator does to a session: skipping steps, discarding, plain menus.
enum SessionWords {
  static let english: [Word: String] = [
    .keySkip: "skip step",
    .helpSkip: "skip this step, or look at a skipped one after all; the report says so",
    .screenSkip: "skip a step",
    .askSkip: "Skip this step? What only it decides becomes undetermined. Why (may stay empty):",
    .skipped: "undetermined, skipped by the operator",
    .skippedBecause: "undetermined, skipped by the operator: %1",
    .stepSkipped: "Skipped by the operator at %1.",
    .stepSkippedBecause: "Skipped by the operator at %1: %2",
    .stateSkipped: "skipped",
    .meaningSkipped: "you skipped the step that decides it; S looks after all",
    .takenUp: "the step is looked at again",
    .takeUpHint: "S looks at this step after all; u takes the skip back.",
    .noStepHere: "no step decides this line: it is refuted by its argument",
    .journalUnread: "lines of the session that cannot be read and are left out: %1",
    .notSaved: "this could not be written to disk: only this run remembers it",
    .keyDiscard: "discard",
    .helpDiscard: "discard the selected unfinished session; asks first",
    .screenDiscard: "discard a session",
    .askDiscard: "Discard this session? Its answers and notes are deleted.",
    .discardKeeps: "The snapshot itself stays as it is.",
    .discarded: "session discarded",
    .notDiscarded: "the session could not be deleted: %1",
    .noSessionHere: "only an unfinished session can be discarded",
    .plainSteps: "the walk step by step, with how AWS works there",
    .plainSkip: "skip a step, or look at a skipped one after all",
    .plainCopy: "print one command alone, to copy it",
    .plainFind: "find a text in the hypotheses",
    .plainLanguage: "日本語で続ける",
    .plainStart: "back to the list of incidents and sessions",
    .plainDiscard: "d and a number discards an unfinished session",
    .plainSure: "Type y to discard it, anything else to keep it:",
    .plainKept: "kept",
  ]

  static let japanese: [Word: String] = [
    .keySkip: "スキップ",
    .helpSkip: "このステップをスキップ、またはスキップを解除（レポートに残ります）",
    .screenSkip: "ステップのスキップ",
    .askSkip: "このステップをスキップしますか。このステップだけで決まる仮説は未確定になります。理由（省略可）:",
    .skipped: "未確定（オペレーターがスキップ）",
    .skippedBecause: "未確定（オペレーターがスキップ: %1）",
    .stepSkipped: "%1 にオペレーターがスキップ。",
    .stepSkippedBecause: "%1 にオペレーターがスキップ: %2",
    .stateSkipped: "スキップ",
    .meaningSkipped: "判定するステップをスキップした（S で解除）",
    .takenUp: "スキップを解除しました",
    .takeUpHint: "S でスキップを解除、u で直前の操作を取り消し。",
    .noStepHere: "この行を判定するステップはありません（論拠で否定されています）",
    .journalUnread: "読めずに除いたセッションの行: %1",
    .notSaved: "ディスクに保存できませんでした（この実行中だけ有効です）",
    .keyDiscard: "破棄",
    .helpDiscard: "選択した中断セッションを破棄する（確認あり）",
    .screenDiscard: "セッションの破棄",
    .askDiscard: "このセッションを破棄しますか。回答とメモは削除されます。",
    .discardKeeps: "スナップショット自体は変わりません。",
    .discarded: "セッションを破棄しました",
    .notDiscarded: "セッションを削除できませんでした: %1",
    .noSessionHere: "破棄できるのは中断したセッションだけです",
    .plainSteps: "ステップごとの確認内容と AWS の仕組み",
    .plainSkip: "ステップをスキップ、またはスキップを解除",
    .plainCopy: "コマンドを一つだけ表示（コピー用）",
    .plainFind: "仮説を検索",
    .plainLanguage: "Continue in English",
    .plainStart: "インシデントとセッションの一覧に戻る",
    .plainDiscard: "d と番号で中断セッションを破棄",
    .plainSure: "破棄するなら y、残すならそれ以外を入力:",
    .plainKept: "残しました",
  ]
}

extension Words {
  /// That a step was skipped, when, and why.
  func skip(_ skip: Incident.Note) -> String {
    skip.text.isEmpty ? self(.stepSkipped, skip.at) : self(.stepSkippedBecause, skip.at, skip.text)
  }
}

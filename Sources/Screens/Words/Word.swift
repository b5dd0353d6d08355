/// Every word and sentence the screens, the report and the plain mode say by themselves.
package enum Word: String, CaseIterable, Sendable {
  case keyOpen, keyCopy, keyDigit, keySource, keyNextEvidence, keyVerify, keyPrevent, keyWhy
  case keyUndetermined, keyRuledOut, keyEverything, keySearch, keyNextMatch, keyExport, keyUndo
  case keyTeach, keyNote, keyOverview, keyBack, keyLeave, keyHelp, keyLanguage, keyDone, keyCancel
  case keyQuit, keyStay, helpOpen, helpCopy, helpDigit, helpSource, helpNextEvidence, helpVerify
  case helpPrevent, helpWhy, helpUndetermined, helpRuledOut, helpEverything, helpSearch
  case helpNextMatch, helpPreviousMatch, helpExport, helpUndo, helpTeach, helpNote, helpOverride
  case helpOverview, helpReport, helpCopyProof, helpBack, helpLeave, helpHelp, helpUp, helpDown
  case helpPageUp, helpPageDown, helpTop, helpBottom, helpReload, helpLanguage, helpMouse
  case helpRedraw, screenStart, screenUndetermined, screenRuledOut, screenCause, screenWhy
  case screenVerify, screenPrevent, screenOverview, screenReport, screenHelp, screenRaw
  case screenNote, screenSearch, screenOverride, screenQuit, stepOf, snapshotAt, ageMinutes
  case ageHours, ageDays, recordsTotal, nextBest, decides, asksYou, decoyLead, evidence, needs
  case liveCheck, plausible, looksRight, harm, asked, whyAsked, lookAt, healthy, broken, teaching
  case wouldChange, wouldChangeEvidence, idInReports, overridden, noTeaching, answerWithDigit
  case rootCause, fix, fixesChoose, noFix, opens, undoFix, terraform, trigger
  case hintReady, hintFillIn, hintCheckFirst, verifyTitle, preventTitle, nothingWritten
  case overviewTitle, missingTitle, problemsTitle, presentTitle, deniedTitle, absentTitle
  case unrecognizedTitle, columnDocument, columnState
  case columnKey, columnDoes, columnPlaybook, helpTitle, marksTitle, nothingToWalk, moreBelow
  case sectionSnapshot, sectionSessions, sectionRecorded, sectionPlaybooks, startHint, askNote
  case askSearch, askOverride, askQuit, quitKeeps, tooSmall, loading, nothingToCopy
  case noEvidenceHere, nothingSearched, notFound, nothingRuledOut, nothingUndetermined, escAtRoot
  case mouseOn, mouseOff, copiedNative, copyFailed
  case copiedTmux, copiedTerminal, copiedFile, exported, exportFailed, undone, nothingToUndo
  case continueWith, allFaults, effectPart, restoredPart, yourVerdict, snapshotSays, reportClaims,
    reportOneClaim
  case noted, reloaded, cannotOpen, cannotRead, effectRestored, effectStill, effectNeedsRecords,
    effectNotShown
  case columnEffect, sessionDetail, needsSnapshot, noPlaybookFits, snapshotDetail, stateFault
  case stateRuledOut, stateNoData, stateNotApplicable, stateOpen, stateLive, hopFault, hopRuledOut
  case hopNoData, hopNotApplicable, hopOpen, meaningFault, meaningRuledOut, meaningNoData
  case meaningNotApplicable, meaningOpen, meaningLive, ready, fillIn, checkFirst
  case reportSince, reportChangeBefore, reportSibling, reportRedacted, reportRedactedText, columnMark
  case reportUnread, reportUnreadText
  case outcomeCauseFound, outcomeNothingFound, outcomeUndetermined, reportTitle, reportSummary
  case reportRootCause, reportChain, reportChainTrigger, reportChainUsual, reportChainFault
  case reportChainSymptom, reportEvidence, reportRuledOut, reportNotKnown, reportNotApplicable
  case reportTimeline, reportImpact, reportFixes, reportVerify, reportPrevent, reportLessons
  case reportActions, reportAppendix, reportFor, reportProven, reportTodo, reportTodoImpact
  case reportTodoOwner, reportTodoWell, reportTodoWrong, reportTodoLucky, reportTodoRan
  case reportOneCause, reportManyCauses, reportNoCause, reportUndetermined, reportCounts
  case columnStatus, columnHypothesis, columnReason, columnEvidence, columnClaim, columnFile
  case columnPlace, columnValue, columnTime, columnEvent, columnFix, columnUse, columnOpens
  case columnNeeded, columnSubject, columnCaptured, columnAccount, columnRegion, columnType
  case columnOwner, fileHash, byOperator, answered, walkStep, liveOnly, noTimeline, draft
  case runbookReadOnly, runbookSixty, runbookSixtyLead, runbookMeaning, runbookImpact
  case runbookBefore, runbookBeforeText, runbookVariables, runbookCollect, runbookCollectText
  case runbookCollectProgram, runbookDocuments, runbookDiagnosis, runbookTree, runbookOutline
  case runbookStep, runbookWhy, runbookLook, runbookHypotheses, runbookHealthy, runbookBroken
  case runbookIfBroken, runbookCannotTell, runbookAsk, runbookThen, runbookEnd, runbookCauses
  case runbookSignature, runbookFixNow, runbookVerify, runbookUndo, runbookForGood, runbookBlast
  case runbookPrevent, runbookTempting, runbookTry, runbookLooksRight, runbookDisproved
  case runbookHarm, runbookEscalate, runbookEscalateText, runbookReferences, runbookReferencesText
  case runbookTeach, plainMenu, plainFaults, plainUnknown, plainBye, plainMore, plainAll
  case plainLook
  case keyFold, keyFocus, helpPreviousEvidence, helpFold, helpFoldAll, helpFocus, helpInterrupt
  case helpSuspend, screenLoading, screenChanges, newestRecord, loadingItems, loadingHint
  case loadingStopped, progressFiles, progressLogs, progressHypotheses, progressRepairs
  case progressOf, progressLeft, foldedLines, askVerdict, choiceConfirmed, choiceRuledOut
  case choiceUndetermined, choiceSnapshot, decoyNoVerdict, playbookChosen, reloadedSame
  case baselineWorks, baselineSame, baselineUnknown
  case changesTitle, changesWorse, changesLost, changesBetter, changesOther, changedTo
  case changesRestored, changesStill
  case plainSource, plainNumber, neededBy, moreFiles
  case follows, helpNextStep, helpPreviousStep, noStepAfter, noStepBefore
  case stateNoHelp, decoyGroup, decoyOpenGroup, decoyOpenLead, effectUnchanged, restoredYes, restoredNo
  case restoredUnchanged, restoredUnknown, restoredTrying, columnRestored, columnFailsAt
  case columnOpensOrCloses, opensNothing, moreLines, explanation, pathAfter, valuesHere, columnNewest
  case statusAsks, statusDone, statusUndecided, statusListOpen, statusCause, statusCauses, statusEnter
  case statusFirst, copyFix, copyCheck, copyCollect, copyCollectMany, copyFinding, copyLine
  case copyEvidence, keyOpenFix, keyCopyFix, keyCopyCommand, nothingToCopyDecoy
  case producedEdgeConnect, producedEdgeTimer, producedEdge, producedTargetConnect, producedTargetSilent
  case producedTarget, producedRule, producedUnknown, startFits
  case keySkip, helpSkip, screenSkip, askSkip, skipped, skippedBecause, stepSkipped
  case stepSkippedBecause, stateSkipped, meaningSkipped, takenUp, takeUpHint, noStepHere, notSaved
  case journalUnread
  case keyDiscard, helpDiscard, screenDiscard, askDiscard, discardKeeps, discarded, notDiscarded
  case noSessionHere, plainSteps, plainSkip, plainCopy, plainFind, plainLanguage, plainStart
  case plainDiscard, plainSure, plainKept
  case statusSkipped
}

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
  case rootCause, fix, fixesChoose, noFix, restWithWhy, proof, opens, undoFix, terraform, trigger
  case hintReady, hintFillIn, hintCheckFirst, verifyTitle, preventTitle, nothingWritten
  case overviewTitle, missingTitle, problemsTitle, presentTitle, columnDocument, columnState
  case columnKey, columnDoes, columnPlaybook, helpTitle, marksTitle, nothingToWalk, moreBelow
  case sectionSnapshot, sectionSessions, sectionRecorded, sectionPlaybooks, startHint, askNote
  case askSearch, askOverride, askQuit, quitKeeps, tooSmall, loading, nothingToCopy
  case noEvidenceHere, nothingSearched, notFound, nothingRuledOut, nothingUndetermined, escAtRoot
  case mouseOn, mouseOff, theFix, theCheck, theObservation, theLine, theProof, copiedNative
  case copiedTmux, copiedTerminal, copiedFile, exported, exportFailed, undone, nothingToUndo
  case noted, reloaded, cannotOpen, cannotRead, needsSnapshot, noPlaybookFits, snapshotDetail
  case stateFault, stateRuledOut, stateNoData, stateNotApplicable, stateOpen, stateLive, hopFault
  case hopRuledOut, hopNoData, hopNotApplicable, hopOpen, meaningFault, meaningRuledOut
  case meaningNoData, meaningNotApplicable, meaningOpen, meaningLive, ready, fillIn, checkFirst
  case outcomeCauseFound, outcomeNothingFound, outcomeUndetermined, reportTitle, reportSummary
  case reportRootCause, reportChain, reportChainTrigger, reportChainFault, reportChainSymptom
  case reportEvidence, reportRuledOut, reportNotKnown, reportNotApplicable, reportTimeline
  case reportImpact, reportFixes, reportVerify, reportPrevent, reportLessons, reportActions
  case reportAppendix, reportFor, reportProven, reportTodo, reportTodoImpact, reportTodoOwner
  case reportTodoWell, reportTodoWrong, reportTodoLucky, reportTodoRan, reportOneCause
  case reportManyCauses, reportNoCause, reportUndetermined, reportCounts, columnStatus
  case columnHypothesis, columnReason, columnEvidence, columnClaim, columnFile, columnPlace
  case columnValue, columnTime, columnEvent, columnFix, columnUse, columnOpens, columnNeeded
  case columnSubject, columnCaptured, columnAccount, columnRegion, columnType, columnOwner
  case fileHash, byOperator, answered, walkStep, liveOnly, noTimeline, draft, runbookReadOnly
  case runbookSixty, runbookSixtyLead, runbookMeaning, runbookImpact, runbookBefore
  case runbookBeforeText, runbookCollect, runbookCollectText, runbookCollectProgram
  case runbookDocuments, runbookDiagnosis, runbookTree, runbookOutline, runbookStep, runbookWhy
  case runbookLook, runbookHypotheses, runbookHealthy, runbookBroken, runbookIfBroken
  case runbookCannotTell, runbookAsk, runbookThen, runbookEnd, runbookCauses, runbookSignature
  case runbookFixNow, runbookVerify, runbookUndo, runbookForGood, runbookBlast, runbookPrevent
  case runbookTempting, runbookTry, runbookLooksRight, runbookDisproved, runbookHarm
  case runbookEscalate, runbookEscalateText, runbookReferences, runbookReferencesText
  case runbookTeach, plainMenu, plainFaults, plainUnknown, plainBye, plainAll, plainLook
}

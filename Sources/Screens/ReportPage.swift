import Diagnosis

/// The incident as a report.
package enum ReportPage {
  package static func of(_ incident: Incident, _ words: Words) -> Page {
    Page([.heading(1, Phrase(incident.title))])
  }
}

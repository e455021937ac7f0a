"""Who may read and who may post at each address. Everybody else gets a 404, and a visitor the sign-in page.

A new address without a line here fails `test_every_address_is_in_the_table`, by its name.
"""

from typing import NamedTuple

from .world import (
    ADMIN,
    ANONYMOUS,
    AUDITOR,
    CHAIR,
    FINANCE,
    MEMBER,
    OTHER_PARTNER,
    OUTSIDER,
    PARTNER,
    PEOPLE,
    RECUSED,
    SECRETARY,
    WORKER,
)

type Group = frozenset[str]


def only(*people: str) -> Group:
    return frozenset(people)


NOBODY: Group = frozenset()
EVERYBODY = frozenset(PEOPLE)
SIGNED_IN = EVERYBODY - {ANONYMOUS}
PARTNERS = only(PARTNER, OTHER_PARTNER)
INTAKE = only(PARTNER, OTHER_PARTNER, WORKER)
PLANNERS = only(CHAIR, SECRETARY)
MEETING = only(WORKER, MEMBER, RECUSED, CHAIR, SECRETARY)
# What the meeting's cases are to them: a recused member knows nothing of these.
CASES = MEETING - {RECUSED}
INTEREST = only(WORKER, FINANCE)
REGISTER = only(CHAIR, SECRETARY, AUDITOR)
TEXTS = only(CHAIR, ADMIN)
MONEY = only(FINANCE, ADMIN)
REPORT = only(WORKER, CHAIR, SECRETARY, FINANCE, ADMIN, AUDITOR)
SMALL_NUMBERS = only(WORKER, CHAIR, SECRETARY, FINANCE)  # those of the house who may open cases
# Whoever has something to look for; a partner's account without its partner finds nothing.
SEARCHERS = SIGNED_IN


class Address(NamedTuple):
    """`things` fill the address; `reads` and `posts` say who gets an answer. `posts=None`: a page that is only read."""

    name: str
    things: tuple[str, ...]
    reads: Group | None
    posts: Group | None


TABLE = [
    # The ground floor
    Address("home", (), SIGNED_IN, None),
    Address("accessibility", (), EVERYBODY, None),
    Address("legal", (), EVERYBODY, None),
    Address("health", (), EVERYBODY, None),
    Address("theme", (), None, EVERYBODY),
    Address("keep_input", (), None, SIGNED_IN),
    Address("forget_input", (), None, SIGNED_IN),
    Address("simulator", (), EVERYBODY, None),
    Address("guide", (), SIGNED_IN, None),
    Address("guide_page", ("guide page",), SIGNED_IN, None),
    Address("guide_picture", ("guide picture",), SIGNED_IN, None),
    # Reports and settings
    Address("search", (), SEARCHERS, None),
    Address("search_suggestions", (), SEARCHERS, None),
    Address("bilan", (), REPORT, None),
    Address("bilan_csv", (), only(WORKER, CHAIR, SECRETARY, FINANCE), None),
    Address("losses", (), REPORT, None),
    Address("losses_cases", (), only(WORKER, SECRETARY), None),
    Address("bilan_charts", (), REPORT, None),
    Address("reports", (), REPORT, REPORT),
    *(Address(name, ("report",), SMALL_NUMBERS, None) for name in ("report", "report_progress", "report_file")),
    Address("resume_report", ("report",), None, SMALL_NUMBERS),
    Address("report_tables", ("published", "table file"), REPORT, None),
    Address("report_tables", ("internal", "table file"), SMALL_NUMBERS, None),
    Address("bilan_cases", ("request figure",), only(WORKER, SECRETARY), None),
    Address("bilan_cases", ("decision figure",), only(WORKER, CHAIR, SECRETARY), None),
    Address("bilan_cases", ("loan figure",), only(FINANCE), None),
    Address("settings", (), only(ADMIN), None),
    Address("schemes", (), only(ADMIN), None),
    Address("create_scheme", (), only(ADMIN), only(ADMIN)),
    Address("scheme", ("scheme",), only(ADMIN), None),
    *(Address(name, ("scheme",), only(ADMIN), only(ADMIN)) for name in ("change_scheme", "vote_terms")),
    Address("open_or_close_scheme", ("scheme",), None, only(ADMIN)),
    *(
        Address(name, ("scheme", "terms to come"), only(ADMIN), only(ADMIN))
        for name in ("correct_terms", "withdraw_terms")
    ),
    Address("envelopes", (), MONEY, None),
    Address("open_envelope", ("scheme",), only(ADMIN), only(ADMIN)),
    *(Address(name, (), only(ADMIN), None) for name in ("people", "partners")),
    *(Address(name, (), only(ADMIN), only(ADMIN)) for name in ("invite_person", "add_partner")),
    Address("person", ("colleague",), only(ADMIN), None),
    *(
        Address(name, ("colleague",), only(ADMIN), only(ADMIN))
        for name in ("edit_person", "change_roles", "hand_over_work", "person_leaves")
    ),
    *(
        Address(name, ("colleague",), None, only(ADMIN))
        for name in ("person_returns", "invite_again", "take_back_invitation", "forget_second_step")
    ),
    Address("partner", ("partner",), only(ADMIN), None),
    *(Address(name, ("partner",), only(ADMIN), only(ADMIN)) for name in ("edit_partner", "close_partner")),
    Address("reopen_partner", ("partner",), None, only(ADMIN)),
    *(Address(name, ("scheme", "year"), MONEY, None) for name in ("envelope", "envelope_csv", "envelope_xlsx")),
    Address("vote_supplement", ("scheme", "year"), only(ADMIN), only(ADMIN)),
    *(Address(name, ("scheme", "year"), None, only(ADMIN)) for name in ("carry_over", "refill_envelope")),
    Address("town_logo", ("logo",), EVERYBODY, None),
    Address("town_identity", (), only(ADMIN), only(ADMIN)),
    Address("keep_town_logo", (), None, only(ADMIN)),
    Address("remove_town_logo", (), None, only(ADMIN)),
    Address("signatories", (), only(ADMIN), None),
    Address("name_signatory", (), only(ADMIN), only(ADMIN)),
    Address("remove_signatory", ("signatory",), None, only(ADMIN)),
    Address("letter_texts", (), only(ADMIN), None),
    Address("letter_text", ("letter_slug",), only(ADMIN), None),
    Address("write_letter_text", ("letter_slug",), only(ADMIN), only(ADMIN)),
    Address("letter_specimen", ("letter_slug", "one"), only(ADMIN), None),
    Address("remove_letter_text", ("letter_slug", "one"), None, only(ADMIN)),
    Address("reasons", (), only(ADMIN), None),
    Address("reason", ("reason kind", "reason"), only(ADMIN), only(ADMIN)),
    Address("retention", (), only(ADMIN, AUDITOR), None),
    Address("retention_rules", (), only(ADMIN), only(ADMIN)),
    Address("draw_up_disposal_slip", (), None, only(ADMIN, AUDITOR)),
    *(Address(f"disposal_{name}", ("disposal",), only(ADMIN, AUDITOR), None) for name in ("slip", "csv")),
    Address("disposal_pdf", ("disposal",), NOBODY, None),  # not issued yet
    *(
        Address(name, ("disposal",), None, only(ADMIN, AUDITOR))
        for name in ("note_disposal_visa", "abandon_disposal_slip", "issue_disposal_paper")
    ),
    Address("access_log", (), only(ADMIN, AUDITOR), None),
    Address("outgoing_mail", (), only(ADMIN), None),
    Address("retry_mail", ("mail",), None, only(ADMIN)),
    Address("mailbox", (), NOBODY, None),  # the demonstration's alone
    Address("mailbox_message", ("mail",), NOBODY, None),
    # The accounts of a partner: its own responsible person, and the administration
    Address("team", (), PARTNERS, None),
    Address("team_invite", (), PARTNERS, PARTNERS),
    *(
        Address(f"team_{act}", (thing,), None, only(PARTNER))
        for act, thing in (
            ("close", "colleague"),
            ("reopen", "colleague"),
            ("hand_over", "colleague"),
            ("cancel", "invitation"),
        )
    ),
    Address("partner_accounts", ("partner",), only(ADMIN), only(ADMIN)),
    # Intake
    Address("applications:list", (), INTAKE | {SECRETARY}, only(WORKER)),
    Address("applications:export_csv", (), only(WORKER, SECRETARY), None),
    Address("applications:export_xlsx", (), only(WORKER, SECRETARY), None),
    Address("applications:lists", (), only(WORKER, SECRETARY), only(WORKER, SECRETARY)),
    Address("applications:forget_list", ("kept list",), None, only(WORKER)),
    Address("applications:new", (), INTAKE, INTAKE),
    Address("applications:detail", ("draft",), only(PARTNER), None),
    Address("applications:detail", ("ready",), only(PARTNER, WORKER, SECRETARY), None),
    Address("applications:detail", ("decided",), only(PARTNER, WORKER, SECRETARY), None),
    *(
        Address(f"applications:{step}", (thing,), who, who)
        for step in ("person", "household", "budget", "project")
        for thing, who in (("draft", only(PARTNER)), ("ready", only(PARTNER, WORKER)))
    ),
    Address("applications:submit", ("draft",), only(PARTNER), only(PARTNER)),
    Address("applications:submit", ("ready",), only(PARTNER, WORKER), only(PARTNER, WORKER)),
    *(
        Address(f"applications:{name}", ("ready",), None, only(WORKER))
        for name in ("take_over", "resume", "check", "ready", "make_lender_file")
    ),
    *(
        Address(f"applications:{name}", ("ready",), only(WORKER), only(WORKER))
        for name in ("assess", "close", "send", "lender_answer", "lender_paid", "lender_abandon")
    ),
    Address("applications:duplicates", ("ready",), only(WORKER), NOBODY),  # nothing is named to compare with
    Address("applications:duplicates", ("draft",), NOBODY, NOBODY),
    Address("applications:check_record", ("failed", "failed_check"), only(WORKER, SECRETARY), None),
    Address("applications:check_record", ("ready", "failed_check"), NOBODY, None),  # another dossier's
    Address("applications:new_facts", ("ready",), only(WORKER), only(WORKER)),
    Address("applications:ask_derogation", ("failed",), only(WORKER), only(WORKER)),
    Address("applications:derogations", (), only(CHAIR), None),
    Address("applications:answer_derogation", ("derogation",), only(CHAIR), only(CHAIR)),
    Address("applications:closing_letter", ("ready",), only(WORKER), only(WORKER)),
    Address("applications:acknowledge", ("ready",), None, only(WORKER)),
    Address("applications:receipt_pdf", ("ready",), NOBODY, None),  # not issued yet
    Address("applications:receipt_pdf", ("decided",), only(WORKER, SECRETARY), None),
    Address("applications:letter_pdf", ("ready",), NOBODY, None),
    Address("applications:letter_pdf", ("decided",), only(WORKER, SECRETARY), None),
    # The external lender: what the CCAS lends itself has no such file, and no such loan.
    *(Address(f"applications:{name}", ("ready",), NOBODY, None) for name in ("lender_file", "lender_file_state")),
    *(Address(f"applications:{name}", ("lent",), only(WORKER), None) for name in ("lender_file", "lender_file_state")),
    Address("applications:make_lender_file", ("lent",), None, only(WORKER)),
    Address("applications:lender_document", ("lent", "lender_file"), only(WORKER), None),
    Address("applications:lender_document", ("ready", "lender_file"), NOBODY, None),
    *(
        Address(f"applications:{name}", (thing,), who, who)
        for name in ("lender_settled", "lender_late")
        for thing, who in (("ready", NOBODY), ("lent", only(WORKER)))
    ),
    Address("applications:interest", (), INTEREST, None),
    Address("applications:interest_csv", ("year",), INTEREST, None),
    Address("applications:issue_statement", ("year",), None, INTEREST),
    Address("applications:interest_statement", ("statement",), INTEREST, None),
    Address("applications:interest_statement", ("document",), NOBODY, None),  # another kind of document
    Address("applications:interest_paid", ("interest",), INTEREST, INTEREST),
    Address("applications:interest_lost", ("interest",), INTEREST, INTEREST),
    # Documents: who reviews reads and judges all of them, a partner those of its own side
    Address("applications:documents", ("ready",), only(WORKER), None),
    Address("applications:deposit", ("draft",), only(PARTNER), only(PARTNER)),
    Address("applications:deposit", ("ready",), only(PARTNER, WORKER), only(PARTNER, WORKER)),
    Address("applications:mark_seen", ("ready",), None, only(WORKER)),
    Address("applications:examine", ("awaiting", "partners_paper"), only(WORKER), only(WORKER)),
    Address("applications:document", ("awaiting", "partners_paper"), only(PARTNER, WORKER), None),
    Address("applications:document", ("awaiting", "ccas_paper"), only(WORKER), None),
    Address("applications:ask_documents", ("awaiting",), only(WORKER), only(WORKER)),
    Address("applications:issue_request_letter", ("awaiting", "request"), None, only(WORKER)),
    Address("applications:request_letter", ("awaiting", "request"), only(WORKER), None),
    Address("applications:requirements", (), only(ADMIN), None),
    Address("applications:add_requirement", (), only(ADMIN), only(ADMIN)),
    Address("applications:edit_requirement", ("requirement",), only(ADMIN), only(ADMIN)),
    Address("applications:move_requirement", ("requirement", "up"), None, only(ADMIN)),
    Address("applications:open_under", ("ready",), NOBODY, NOBODY),  # there is no other scheme here
    Address("applications:step_aside", ("draft",), None, NOBODY),
    Address("applications:step_aside", ("ready",), None, only(WORKER)),
    Address("applications:reading", ("draft",), None, NOBODY),
    Address("applications:reading", ("ready",), None, only(WORKER, SECRETARY)),
    Address("applications:write_message", ("draft",), NOBODY, NOBODY),
    Address("applications:write_message", ("ready",), only(PARTNER, WORKER), only(PARTNER, WORKER)),
    Address("applications:write_note", ("ready",), only(WORKER), only(WORKER)),
    Address("applications:take_over", ("draft",), None, NOBODY),
    Address("applications:close", ("draft",), NOBODY, NOBODY),
    # The commission
    Address("commission:queue", (), only(MEMBER, RECUSED, OUTSIDER, CHAIR), None),
    Address("commission:case", ("case",), CASES, None),
    Address("commission:vote", ("case",), None, only(MEMBER, CHAIR)),
    Address("commission:note", ("case",), None, only(MEMBER, CHAIR)),
    Address("commission:paper", ("case", "ccas_paper"), NOBODY, None),  # another case's, and an anonymised sheet
    Address("commission:recuse", ("case",), None, only(MEMBER, CHAIR)),
    Address("commission:meetings", (), MEETING | {OUTSIDER}, None),
    Address("commission:plan", (), PLANNERS, PLANNERS),
    Address("commission:plan_day", (), PLANNERS, None),
    *(Address(f"commission:{name}", ("meeting",), PLANNERS, PLANNERS) for name in ("change_meeting", "cancel_meeting")),
    Address("commission:plan_again", ("meeting",), PLANNERS, PLANNERS),
    *(
        Address(f"commission:{name}", ("meeting",), None, PLANNERS)
        for name in ("refresh_seats", "call_substitute", "no_quorum")
    ),
    Address("commission:standing_rules", (), MEETING | {OUTSIDER, ADMIN}, None),
    Address("commission:add_rules", (), only(ADMIN, CHAIR), only(ADMIN, CHAIR)),
    Address("commission:correct_rules", ("rules",), only(ADMIN, CHAIR), only(ADMIN, CHAIR)),
    Address("commission:remove_rules", ("rules",), None, only(ADMIN, CHAIR)),
    Address("commission:mandates", (), PLANNERS | {ADMIN}, None),
    Address("commission:appoint", (), PLANNERS | {ADMIN}, PLANNERS | {ADMIN}),
    *(
        Address(f"commission:{name}", ("mandate",), PLANNERS | {ADMIN}, PLANNERS | {ADMIN})
        for name in ("mandate_ties", "end_mandate")
    ),
    Address("commission:remove_mandate", ("mandate",), None, PLANNERS | {ADMIN}),
    Address("commission:meeting", ("meeting",), MEETING, None),
    Address("commission:add_case", ("meeting",), None, PLANNERS),
    Address("commission:convene", ("meeting",), None, PLANNERS),
    Address("commission:move_up", ("listed",), None, PLANNERS),
    Address("commission:move_down", ("listed",), None, PLANNERS),
    Address("commission:remove", ("listed",), None, PLANNERS),
    Address("commission:place", ("listed",), None, PLANNERS),
    Address("commission:rapporteur", ("listed",), None, PLANNERS),
    # Who stepped aside since it was sent has no convocation to read any more.
    Address("commission:convocation", ("meeting", "one"), MEETING - {RECUSED}, None),
    Address("commission:convocation", ("meeting", "nine"), NOBODY, None),
    Address("commission:calendar", ("meeting",), MEETING, None),
    Address("commission:send_changed_agenda", ("meeting",), None, PLANNERS),
    Address("commission:send_to_missing", ("meeting",), None, PLANNERS),
    Address("commission:case_sheets", ("meeting",), MEETING, None),
    Address("commission:attendance_sheet", ("meeting",), PLANNERS, None),
    Address("commission:issue_attendance_sheet", ("meeting",), None, PLANNERS),
    Address("commission:desk", ("meeting",), PLANNERS, None),
    Address("commission:desk_live", ("meeting",), PLANNERS, None),
    Address("commission:all_present", ("meeting",), None, PLANNERS),
    Address("commission:hour", ("meeting",), None, PLANNERS),
    Address("commission:announce", ("meeting",), None, only(MEMBER, RECUSED, CHAIR)),
    Address("commission:take_the_chair", ("seat",), None, PLANNERS),
    Address("commission:postpone_remaining", ("meeting",), None, only(CHAIR)),
    Address("commission:open", ("meeting",), None, only(CHAIR)),
    Address("commission:close", ("meeting",), None, only(CHAIR)),
    Address("commission:presence", ("seat",), None, PLANNERS),
    Address("commission:give_proxy", ("meeting",), None, PLANNERS),
    Address("commission:revoke_proxy", ("proxy",), None, PLANNERS),
    Address("commission:put_motion", ("listed",), None, only(CHAIR)),
    Address("commission:postpone", ("listed",), None, PLANNERS),
    Address("commission:amend_motion", ("motion",), only(CHAIR), only(CHAIR)),
    Address("commission:show_of_hands", ("motion",), PLANNERS, PLANNERS),
    Address("commission:put_all", ("meeting",), None, NOBODY),  # not a written consultation
    Address("commission:demand_secret", ("listed",), None, only(MEMBER, CHAIR)),
    Address("commission:close_motion", ("motion",), None, only(CHAIR)),
    Address("commission:drop_motion", ("motion",), None, only(CHAIR)),
    Address("commission:decisions", ("meeting",), MEETING, None),
    Address("commission:decision", ("letter",), CASES, None),
    # Deciding alone: the president, where the rules delegate; the member who does not preside has no such page.
    Address("commission:urgent", (), only(CHAIR), None),
    Address("commission:decide_urgently", ("ready",), only(CHAIR), only(CHAIR)),
    Address("commission:decide_urgently", ("listed_case",), NOBODY, NOBODY),  # on an agenda: the commission's
    Address("commission:decision", ("alone",), only(WORKER, CHAIR, SECRETARY), None),  # not reported yet
    Address("commission:withdraw", ("grant",), PLANNERS, PLANNERS),
    Address("commission:register", (), REGISTER, None),
    Address("commission:register_csv", (), REGISTER, None),
    Address("commission:register_xlsx", (), REGISTER, None),
    Address("commission:issue_register", (), None, REGISTER),
    Address("commission:register_extract", ("register",), REGISTER, None),
    Address("commission:register_extract", ("letter_paper",), NOBODY, None),  # another kind of document
    Address("commission:letter", ("letter",), only(WORKER, CHAIR, SECRETARY), None),
    Address("commission:letter", ("grant",), NOBODY, None),  # not issued yet
    Address("commission:issue_letter", ("grant",), None, PLANNERS),
    Address("commission:preview_letter", ("grant",), PLANNERS, None),
    Address("commission:send_letter", ("letter",), PLANNERS, PLANNERS),
    Address("commission:letters", ("meeting",), only(WORKER, CHAIR, SECRETARY), None),
    Address("commission:letters_progress", ("meeting",), only(WORKER, CHAIR, SECRETARY), None),
    Address("commission:prepare_letters", ("meeting",), None, PLANNERS),
    Address("commission:preview_letters", ("meeting",), PLANNERS, None),
    Address("commission:release_letters", ("meeting",), None, PLANNERS),
    Address("commission:print_letters", ("meeting",), only(WORKER, CHAIR, SECRETARY), None),
    Address("commission:send_letters", ("meeting",), PLANNERS, PLANNERS),
    Address("commission:minutes", ("over",), PLANNERS, PLANNERS),  # not signed yet
    Address("commission:minutes_pdf", ("over",), PLANNERS, None),
    Address("commission:sign_minutes", ("over",), only(CHAIR), only(CHAIR)),
    Address("commission:minutes", ("signed",), MEETING, MEETING),
    Address("commission:minutes_pdf", ("signed",), MEETING, None),
    Address("commission:minutes", ("meeting",), NOBODY, NOBODY),  # still open
    # Loans
    Address("loans:list", (), only(FINANCE), None),
    Address("loans:export_csv", (), only(FINANCE), None),
    Address("loans:export_xlsx", (), only(FINANCE), None),
    Address("loans:takeover", (), only(FINANCE, ADMIN), only(FINANCE, ADMIN)),
    Address("loans:takeover_template", (), only(FINANCE, ADMIN), None),
    Address("loans:takeover_check", ("portfolio",), only(FINANCE, ADMIN), None),
    Address("loans:takeover_mistakes", ("portfolio",), only(FINANCE, ADMIN), None),
    Address("loans:takeover_run", ("portfolio",), None, only(FINANCE, ADMIN)),
    Address("loans:print_list", ("papers",), NOBODY, NOBODY),  # of a list that is named: tests/loans/lists
    Address("loans:batch", ("batch",), only(FINANCE), only(FINANCE)),
    Address("loans:open", ("grant",), only(FINANCE), only(FINANCE)),
    Address("loans:open", ("letter",), NOBODY, NOBODY),  # has its loan
    Address("loans:lapse", ("grant",), only(FINANCE), only(FINANCE)),
    Address("loans:detail", ("loan",), only(FINANCE), None),
    *(Address(f"loans:{name}", ("loan",), None, only(FINANCE)) for name in ("sign", "repay")),
    *(Address(f"loans:{name}", ("loan",), only(FINANCE), only(FINANCE)) for name in ("disburse", "refund")),
    Address("loans:money_rules", (), only(FINANCE, ADMIN, CHAIR), None),
    Address("loans:add_money_rules", (), only(ADMIN, CHAIR), only(ADMIN, CHAIR)),
    Address("loans:correct_money_rules", ("money rules",), only(ADMIN, CHAIR), only(ADMIN, CHAIR)),
    Address("loans:remove_money_rules", ("money rules",), None, only(ADMIN, CHAIR)),
    # Whoever entered it, or another one: who may check it is the action's to say
    Address("loans:posting_requests", (), only(FINANCE, CHAIR), None),
    Address("loans:posting_request", ("posting",), only(FINANCE, CHAIR), None),
    *(Address(f"loans:{act}_posting", ("posting",), None, only(FINANCE, CHAIR)) for act in ("approve", "decline")),
    Address("loans:cancel", ("loan",), only(FINANCE), only(FINANCE)),
    Address("loans:reverse", ("loan", "entry"), only(FINANCE), only(FINANCE)),
    Address("loans:agreement", ("loan",), None, only(FINANCE)),
    Address("loans:schedule", ("loan",), None, only(FINANCE)),
    Address("loans:receipt", ("loan", "entry"), None, only(FINANCE)),
    Address("loans:document", ("loan", "document"), only(FINANCE), None),
    Address("loans:settlement", ("loan",), None, only(FINANCE)),
    Address("loans:counter", (), only(FINANCE), None),
    Address("loans:counter_sheet", ("loan",), only(FINANCE), only(FINANCE)),
    Address("loans:counter_done", ("loan", "entry"), only(FINANCE), None),
    *(Address(f"loans:{name}", (), only(FINANCE), None) for name in ("arrears", "arrears_csv", "arrears_xlsx")),
    Address("loans:prepare_reminders", (), None, only(FINANCE)),
    *(Address(f"loans:reminder_{name}", ("reminders",), only(FINANCE), None) for name in ("batch", "progress")),
    *(
        Address(f"loans:{name}_reminders", ("reminders",), None, only(FINANCE))
        for name in ("cancel", "resume", "print")
    ),
    Address("loans:pause_reminders", ("loan",), only(FINANCE), only(FINANCE)),
    Address("loans:end_pause", ("loan", "pause"), None, only(FINANCE)),
    Address("loans:preview_reminder", ("loan",), only(FINANCE), None),
    Address("loans:follow_ups", (), only(WORKER), None),
    Address("loans:follow_up_done", ("follow up",), only(WORKER), only(WORKER)),
    *(Address(f"loans:{name}", (), only(FINANCE), None) for name in ("lines_to_match", "lines_csv")),
    Address("loans:payment_files", (), only(FINANCE), only(FINANCE)),
    *(Address(f"loans:{n}", ("payment file",), only(FINANCE), None) for n in ("payment_file", "file_csv")),
    Address("loans:file_progress", ("payment file",), only(FINANCE), None),
    Address("loans:file_columns", ("payment file",), only(FINANCE), only(FINANCE)),
    *(
        Address(f"loans:{name}", ("payment file",), None, only(FINANCE))
        for name in ("post_file", "resume_file", "drop_file", "read_file_again", "leave_for_later")
    ),
    Address("loans:payment_line", ("payment line",), only(FINANCE), None),
    *(
        Address(f"loans:{name}", ("payment line",), None, only(FINANCE))
        for name in ("choose_loan", "unmatch_line", "set_line_aside", "take_line_back")
    ),
    Address("loans:print_batches", (), only(FINANCE), only(FINANCE)),
    Address("loans:print_batch", ("print",), only(FINANCE), None),
    Address("loans:print_progress", ("print",), only(FINANCE), None),
    Address("loans:print_file", ("print",), only(FINANCE), None),
    *(Address(f"loans:{name}", ("print",), None, only(FINANCE)) for name in ("cancel_print", "resume_print")),
    # The books
    *(Address(f"loans:{name}", (), only(FINANCE), None) for name in ("books", "cash_journal", "receivables", "debits")),
    *(Address(f"loans:receivables_{kind}", (), only(FINANCE), None) for kind in ("csv", "xlsx", "pdf")),
    Address("loans:draw_up_slip", ("slip kind",), only(FINANCE), only(FINANCE)),
    *(Address(f"loans:{name}", ("slip",), only(FINANCE), None) for name in ("slip", "slip_csv", "slip_xlsx")),
    Address("loans:slip_pdf", ("slip",), NOBODY, None),  # not issued yet
    *(Address(f"loans:{name}", ("slip",), None, only(FINANCE)) for name in ("issue_slip", "slip_sent")),
    *(Address(f"loans:{name}", ("month",), only(FINANCE), None) for name in ("cash_csv", "cash_xlsx")),
    Address("loans:close_month", ("month",), None, only(FINANCE)),
    Address("loans:month_statement", ("month",), NOBODY, None),  # not closed yet
    *(Address(f"loans:{name}", ("debit run",), only(FINANCE), None) for name in ("debit_run", "debit_file")),
    Address("loans:make_debit_run", (), None, only(FINANCE)),
    Address("loans:record_debits", ("debit run",), None, only(FINANCE)),
    Address("loans:debit_mandate", ("loan",), only(FINANCE), only(FINANCE)),
    Address("loans:end_debit_mandate", ("loan",), None, only(FINANCE)),
    # The agreement: finance keeps one, the chair and the administration write its text
    Address("loans:agreement_texts", (), only(FINANCE) | TEXTS, None),
    Address("loans:agreement_text", ("agreement_text",), only(FINANCE) | TEXTS, None),
    Address("loans:agreement_specimen", ("agreement_text",), only(FINANCE) | TEXTS, None),
    Address("loans:add_agreement_text", (), TEXTS, TEXTS),
    Address("loans:edit_agreement_text", ("agreement_text",), TEXTS, TEXTS),
    Address("loans:remove_agreement_text", ("agreement_text",), None, TEXTS),
    *(
        Address(f"loans:{name}", ("loan",), only(FINANCE), only(FINANCE))
        for name in ("co_borrower", "payee_account", "keep_signed_copy")
    ),
    Address("loans:remove_co_borrower", ("loan",), None, only(FINANCE)),
    Address("loans:signed_copy", ("loan",), NOBODY, None),  # none was brought yet
    # Loans: changes
    *(
        Address(f"loans:{name}", ("loan",), only(FINANCE), only(FINANCE))
        for name in ("reschedule", "defer", "relieve", "write_off", "recover")
    ),
    Address("loans:schedules", ("loan",), only(FINANCE), None),
    Address("loans:move_instalment", ("loan", "one", "nine"), only(FINANCE), only(FINANCE)),
    Address("loans:amendment", ("loan", "one"), only(FINANCE, CHAIR), None),
    *(
        Address(f"loans:{name}", ("loan", "one"), None, only(FINANCE, CHAIR))
        for name in ("approve_amendment", "drop_amendment")
    ),
    *(Address(f"loans:{name}", ("loan", "one"), None, only(FINANCE)) for name in ("sign_amendment", "print_amendment")),
]

#pragma once
#include "http/visit.hpp"

namespace alur::http {

// One function a page, each in the file of its name. They read the request, call one use case and answer.

Response show_sign_in(Visit const& visit);
Response sign_in(Visit const& visit);
Response sign_out(Visit const& visit);
Response show_password(Visit const& visit);
Response change_password(Visit const& visit);

Response show_inbox(Visit const& visit);
Response show_cases(Visit const& visit);
Response show_case(Visit const& visit);
Response disclose(Visit const& visit);
Response show_diagram(Visit const& visit);
Response show_document(Visit const& visit);

Response show_task(Visit const& visit);
Response check_task(Visit const& visit);
Response complete_task(Visit const& visit);
Response claim_task(Visit const& visit);
Response release_task(Visit const& visit);
Response hand_over_task(Visit const& visit);

Response send_workbook(Visit const& visit);
Response take_workbook(Visit const& visit);
Response send_marked_copy(Visit const& visit);
Response begin_preview(Visit const& visit);
Response show_preview(Visit const& visit);
Response send_preview(Visit const& visit);

Response show_collective(Visit const& visit);
Response show_collective_step(Visit const& visit);
Response complete_collective(Visit const& visit);

Response send_dossier(Visit const& visit);

Response show_message(Visit const& visit);
Response record_message(Visit const& visit);

Response show_new_case(Visit const& visit);
Response open_case(Visit const& visit);

Response show_letters(Visit const& visit);
Response show_letters_workbook(Visit const& visit);
Response reserve_number(Visit const& visit);
Response show_backdate(Visit const& visit);
Response backdate_letter(Visit const& visit);
Response show_letter(Visit const& visit);
Response show_letter_file(Visit const& visit);
Response void_letter(Visit const& visit);
Response attach_scan(Visit const& visit);
Response publish_letter(Visit const& visit);

Response show_board(Visit const& visit);
Response show_board_workbook(Visit const& visit);

// For anybody, without an account:
Response show_verify(Visit const& visit);
Response verify_file(Visit const& visit);
Response show_status(Visit const& visit);
Response ask_status(Visit const& visit);
Response show_calendar(Visit const& visit);
Response make_calendar(Visit const& visit);
Response send_calendar(Visit const& visit);

Response show_accounts(Visit const& visit);
Response add_account(Visit const& visit);
Response change_account(Visit const& visit);

} // namespace alur::http

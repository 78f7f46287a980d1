#include "channel/transfer.hpp"

#include "channel/curl_handle.hpp"

#include <algorithm>
#include <cstring>

namespace alur::channel {

namespace {

/// What the library's callbacks work on during one transfer.
struct Run {
    Transfer const& transfer;
    BeforeHandover const& before_handover;
    Course course;
    std::size_t sent = 0;
    std::string line; ///< of the answer, as far as it has come
};

std::size_t read_body(char* into, std::size_t size, std::size_t count, void* user) {
    auto& run = *static_cast<Run*>(user);
    auto const left = run.transfer.body.size() - run.sent;
    if (left == 0) {
        // The library closes the text as soon as this answers zero.
        if (!run.before_handover()) {
            run.course.given_up = true;
            return CURL_READFUNC_ABORT;
        }
        run.course.handed_over = true;
        run.course.code = 0;
        run.course.text.clear();
        return 0;
    }
    auto const part = std::min(size * count, left);
    std::memcpy(into, run.transfer.body.data() + run.sent, part);
    run.sent += part;
    return part;
}

/// Lines of the server's answers; each begins with a code of three digits.
std::size_t read_answer(char* from, std::size_t size, std::size_t count, void* user) {
    auto& run = *static_cast<Run*>(user);
    run.line.append(from, size * count);
    for (auto end = run.line.find('\n'); end != std::string::npos; end = run.line.find('\n')) {
        auto text = run.line.substr(0, end);
        run.line.erase(0, end + 1);
        while (!text.empty() && (text.back() == '\r' || text.back() == ' ')) text.pop_back();
        if (text.size() < 3 ||
            !std::all_of(text.begin(), text.begin() + 3, [](char c) { return c >= '0' && c <= '9'; }))
            continue;
        // What is said after a refusal (the farewell) does not replace it.
        if (run.course.code >= 400) continue;
        run.course.code = std::stoi(text.substr(0, 3));
        run.course.text = text.substr(0, 300);
    }
    if (run.line.size() > 4'096) run.line.clear();
    return size * count;
}

std::size_t drop(char* /*from*/, std::size_t size, std::size_t count, void* user) {
    auto& run = *static_cast<Run*>(user);
    run.sent += size * count;
    constexpr std::size_t kMostAnswer = 65'536;
    return run.sent > kMostAnswer ? 0 : size * count;
}

int before_request(void* user, char* /*to*/, char* /*from*/, int /*to_port*/, int /*from_port*/) {
    auto& run = *static_cast<Run*>(user);
    if (!run.before_handover()) {
        run.course.given_up = true;
        return CURL_PREREQFUNC_ABORT;
    }
    run.course.handed_over = true;
    return CURL_PREREQFUNC_OK;
}

Course end(Run& run, CURLcode code, char const* error) {
    auto& course = run.course;
    course.connected_fine = code == CURLE_OK;
    course.login_refused = code == CURLE_LOGIN_DENIED;
    course.envelope_refused = code == CURLE_SEND_ERROR && course.code >= 500;
    if (course.text.empty() && code != CURLE_OK) course.text = *error != '\0' ? error : curl_easy_strerror(code);
    return course;
}

} // namespace

Course transfer_mail(Transfer const& transfer, BeforeHandover const& before_handover) {
    Run run{transfer, before_handover, {}, 0, {}};
    char error[CURL_ERROR_SIZE] = {};
    auto const handle = begin_transfer(transfer, error);
    if (!handle) return end(run, CURLE_FAILED_INIT, error);
    auto* const h = handle.get();
    CurlList to;
    append(to, '<' + transfer.to + '>');
    auto const from = '<' + transfer.from + '>';
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(h, CURLOPT_MAIL_FROM, from.c_str());
    curl_easy_setopt(h, CURLOPT_MAIL_RCPT, to.get());
    curl_easy_setopt(h, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(h, CURLOPT_READFUNCTION, read_body);
    curl_easy_setopt(h, CURLOPT_READDATA, &run);
    curl_easy_setopt(h, CURLOPT_HEADERFUNCTION, read_answer);
    curl_easy_setopt(h, CURLOPT_HEADERDATA, &run);
    return end(run, curl_easy_perform(h), error);
}

Course transfer_post(Transfer const& transfer, BeforeHandover const& before_handover) {
    Run run{transfer, before_handover, {}, 0, {}};
    char error[CURL_ERROR_SIZE] = {};
    auto const handle = begin_transfer(transfer, error);
    if (!handle) return end(run, CURLE_FAILED_INIT, error);
    auto* const h = handle.get();
    CurlList headers;
    for (auto const& header : transfer.headers) append(headers, header);
    append(headers, "Expect:");
    curl_easy_setopt(h, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(h, CURLOPT_HTTPHEADER, headers.get());
    curl_easy_setopt(h, CURLOPT_POSTFIELDS, transfer.body.c_str());
    curl_easy_setopt(h, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(transfer.body.size()));
    curl_easy_setopt(h, CURLOPT_WRITEFUNCTION, drop);
    curl_easy_setopt(h, CURLOPT_WRITEDATA, &run);
    curl_easy_setopt(h, CURLOPT_PREREQFUNCTION, before_request);
    curl_easy_setopt(h, CURLOPT_PREREQDATA, &run);
    auto const code = curl_easy_perform(h);
    long answered = 0;
    curl_easy_getinfo(h, CURLINFO_RESPONSE_CODE, &answered);
    run.course.code = static_cast<int>(answered);
    if (answered != 0) run.course.text = "HTTP " + std::to_string(answered);
    return end(run, code, error);
}

} // namespace alur::channel

#include "channel/mail.hpp"

#include "channel/python.hpp"
#include "core/text.hpp"

#include <catch2/catch.hpp>

using namespace alur;
using namespace alur::channel;

namespace {

std::string const kRead =
    "import email, email.policy\nm = email.message_from_binary_file(open(file, \"rb\"), policy=email.policy.default)\n";

Mail mail() {
    Mail out;
    out.from = {"Dinas Sosial", "alur@contoh.invalid"};
    out.to = {"Siti Rahmawati, S.Sos.", "siti@contoh.invalid"};
    out.subject = "Pengingat 2 tenggat – besok batas akhir “Verifikasi administrasi” untuk KUBE Sumber Rejeki";
    out.text = "Yth. Siti\n\n1. Besok batas akhir.\n";
    out.html = "<p>Besok</p>";
    out.message_id = "0123456789abcdef@contoh.invalid";
    out.date = parse_instant("2026-03-09T07:30:05+08:00").value();
    out.zone = {std::chrono::hours{8}};
    return out;
}

} // namespace

TEST_CASE("another reader finds sender, subject, both texts and the letter", "[channel]") {
    auto out = mail();
    out.attachments.push_back({"L36 surat – pengingat.pdf", "application/pdf", std::string("%PDF-1.7\0x", 10)});
    auto const got = read_elsewhere(to_mime(out), kRead + R"(
print(m["From"].addresses[0].addr_spec, "|", m["To"].addresses[0].display_name)
print(m["Subject"])
print(m["Message-ID"], m["Date"].datetime.isoformat(), m["Auto-Submitted"])
print(repr(m.get_body(("plain",)).get_content()))
print(repr(m.get_body(("html",)).get_content()))
for a in m.iter_attachments(): print(a.get_filename(), a.get_content_type(), len(a.get_content()))
print(m.defects)
)");
    CHECK(got == "alur@contoh.invalid | Siti Rahmawati, S.Sos.\n" + out.subject +
                     "\n<0123456789abcdef@contoh.invalid> 2026-03-09T07:30:05+08:00 auto-generated\n"
                     "'Yth. Siti\\n\\n1. Besok batas akhir.\\n'\n'<p>Besok</p>'\n"
                     "L36 surat – pengingat.pdf application/pdf 10\n[]\n");
}

TEST_CASE("no line of a message is too long, and all end as mail wants", "[channel]") {
    auto out = mail();
    out.text = std::string(5'000, 'x');
    out.to.name = std::string(300, 'n') + "–";
    auto const mime = to_mime(out);
    for (auto const& line : split(mime, '\n')) {
        if (line.empty()) continue;
        CHECK(line.back() == '\r');
        CHECK(line.size() <= 79);
    }
    CHECK(to_mime(out) == mime);
}

TEST_CASE("no value can add a header", "[channel]") {
    auto out = mail();
    out.subject = "satu\r\nBcc: lain@contoh.invalid";
    out.to.name = "a\nX-Lain: b";
    out.message_id = "a@b>\r\nX: c";
    out.attachments.push_back({"a\"\r\nX: y.pdf", "application/pdf\r\nX: z", "x"});
    auto const got =
        read_elsewhere(to_mime(out), kRead + "print(sorted(k for k in m.keys()), \"X\" in m, \"Bcc\" in m)\n");
    CHECK(got.ends_with("False False\n"));
}

TEST_CASE("an address that could break an envelope is none", "[channel]") {
    CHECK(is_mail_address("a@b.id"));
    for (auto const* wrong : {"", "a", "@b", "a@", "a b@c", "a@b\r\n", "a@b@c", "a@b>", "<a@b", "a,b@c", "ä@b"})
        CHECK_FALSE(is_mail_address(wrong));
    CHECK_FALSE(is_mail_address(std::string(250, 'a') + "@b.id"));
}

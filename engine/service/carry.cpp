#include "core/hash.hpp"
#include "core/text.hpp"
#include "feel/json.hpp"
#include "service/deliver.hpp"
#include "service/send_reminders.hpp"

#include <algorithm>

namespace alur::service {

namespace {

using feel::Value;

std::string office_name(Pack const& pack) {
    auto const name = pack.reference.at_path("office.office_line");
    auto const government = pack.reference.at_path("office.government_line");
    return name.is_string() ? std::string(name.as_string()) +
                                  (government.is_string() ? ", " + std::string(government.as_string()) : "")
                            : pack.name;
}

std::string plain(store::Delivery const& delivery, std::string const& office) {
    return "Yth. " + delivery.officer + "\n\n" + std::string(trim(delivery.text)) + "\n\n" + office +
           "\nPesan ini dikirim otomatis oleh Alur.\n";
}

std::string html(store::Delivery const& delivery, std::string const& office) {
    auto lines = split(std::string(trim(delivery.text)), '\n');
    std::string body;
    for (auto const& line : lines) body += "<p>" + escape_markup(line) + "</p>\n";
    return "<!DOCTYPE html>\n<html lang=\"id\"><head><meta charset=\"utf-8\"><title>" +
           escape_markup(delivery.subject) +
           "</title></head>\n<body style=\"font-family:sans-serif;line-height:1.5;max-width:40em\">\n<p>Yth. " +
           escape_markup(delivery.officer) + "</p>\n" + body + "<hr>\n<p style=\"color:#555;font-size:90%\">" +
           escape_markup(office) + "<br>Pesan ini dikirim otomatis oleh Alur.</p>\n</body></html>\n";
}

channel::Outcome by_mail(MailSetup const& setup, Pack const& pack, Parcel const& parcel, Instant now,
                         channel::BeforeHandover const& before_handover) {
    auto const office = office_name(pack);
    channel::Mail mail;
    mail.from = setup.from;
    mail.to = {parcel.delivery.officer, parcel.delivery.address};
    mail.reply_to = setup.reply_to;
    mail.subject = parcel.delivery.subject;
    mail.text = plain(parcel.delivery, office);
    mail.html = html(parcel.delivery, office);
    mail.message_id = message_id(parcel.delivery, setup.from.address.substr(setup.from.address.find('@') + 1));
    mail.date = now;
    mail.zone = pack.zone;
    mail.attachments = parcel.attachments;
    return channel::send(setup.server, mail, before_handover);
}

channel::Outcome by_webhook(WebhookSetup const& setup, Pack const& pack, Parcel const& parcel, Instant now,
                            channel::BeforeHandover const& before_handover) {
    auto const& delivery = parcel.delivery;
    auto const body = feel::to_json(Value::context({{"id", Value::string(sha256(delivery.key))},
                                                    {"office", Value::string(office_name(pack))},
                                                    {"to", Value::string(delivery.officer)},
                                                    {"subject", Value::string(delivery.subject)},
                                                    {"text", Value::string(delivery.text)},
                                                    {"queued", Value::string(iso(delivery.queued_at, pack.zone))}}));
    return channel::post(setup.hook, delivery.key, body, now, before_handover);
}

} // namespace

std::string message_id(store::Delivery const& delivery, std::string const& domain) {
    return sha256(delivery.key).substr(0, 32) + '@' + domain;
}

Carry carry_by(Channels const& channels, Pack const& pack, Instant now) {
    return [&channels, &pack, now](Parcel const& parcel,
                                   channel::BeforeHandover const& before_handover) -> channel::Outcome {
        auto const& delivery = parcel.delivery;
        if (delivery.channel == kMailChannel && channels.mail)
            return by_mail(*channels.mail, pack, parcel, now, before_handover);
        auto const& hooks = channels.webhooks;
        auto const hook =
            std::find_if(hooks.begin(), hooks.end(), [&](auto const& one) { return one.hook.url == delivery.address; });
        if (delivery.channel == kWebhookChannel && hook != hooks.end())
            return by_webhook(*hook, pack, parcel, now, before_handover);
        return {channel::Fate::Temporary, 0, "saluran " + delivery.channel + " tidak (lagi) diatur pada kanal.yaml"};
    };
}

} // namespace alur::service

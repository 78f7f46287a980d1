#include "service/preview_letter.hpp"

#include "core/text.hpp"
#include "service/order_paper.hpp"

namespace alur::service {

Result<Paper> preview_letter(Office& office, Papers& papers, std::string const& letter, std::string const& case_number,
                             Instant now) {
    auto const& letters = office.pack().letters;
    if (!letters.contains(letter)) {
        std::vector<std::string> ids;
        for (auto const& [id, one] : letters) ids.push_back(id);
        auto const near = nearest(letter, ids);
        return not_found("surat '" + letter + "' tidak ada dalam paket" +
                         (near.empty() ? "" : "; mungkin maksudnya " + near));
    }
    return office.database().read([&](store::Reader& reader) -> Result<Paper> {
        auto order = order_for_case(office, reader, letter, case_number);
        if (!order) return order.error();
        order->date = day_of(now, office.pack().zone);
        return papers.preview(office, reader, *order);
    });
}

} // namespace alur::service

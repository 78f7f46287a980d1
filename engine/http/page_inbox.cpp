#include "http/handlers.hpp"
#include "http/notices.hpp"

namespace alur::http {

Response show_inbox(Visit const& visit) {
    service::InboxQuery query;
    query.after = visit.request.asked("sesudah");
    query.role = visit.request.asked("peran");
    if (!service::may(visit.site.desk().pack(), visit.officer().officer, service::Action::SeeCases) &&
        service::may(visit.site.desk().pack(), visit.officer().officer, service::Action::ManageAccounts))
        return see_other("/akun");
    auto inbox = service::view_inbox(visit.site.desk(), visit.officer().officer, query, visit.now);
    if (!inbox) return refused(visit, inbox.error());
    return page(visit, {"meja", "Meja kerja", "meja", 200, notice(visit)},
                inbox->with("lanjutan", feel::Value::boolean(!query.after.empty()))
                    .with("peran_dipilih", service::text(query.role)));
}

} // namespace alur::http

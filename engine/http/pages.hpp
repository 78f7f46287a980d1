#pragma once
#include "feel/feel.hpp"
#include "http/response.hpp"
#include "merge/merge.hpp"

#include <map>
#include <string>
#include <string_view>

namespace alur::http {

/// The templates of all pages, parsed once. `{{> name}}` in one stands for the text of `pages/name.html`; a page stands
/// inside `pages/layout.html`, where that says `{{> isi}}`; one whose name begins with `bagian_` is a part without
/// layout.
class Pages {
  public:
    /// Unavailable: a template that does not parse, with the reason.
    static Result<Pages> load();

    /// Fills the template of that name. Unavailable: a value it needs is missing; a mistake of the program.
    Result<std::string> fill(std::string_view name, feel::Scope const& scope, feel::Limits const& limits) const;

  private:
    std::map<std::string, merge::Template, std::less<>> templates_;
};

} // namespace alur::http

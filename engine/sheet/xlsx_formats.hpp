#pragma once
#include "form/field.hpp"

#include <map>
#include <xlsxwriter.h>

namespace alur::sheet {

/// Where a cell stands decides how it looks; its type decides its number format.
enum class Area { Table, Head, Total, NextTotal };
enum class Lock { Locked, Open };

/// Cell formats of one workbook, made once each.
class Formats {
  public:
    explicit Formats(lxw_workbook* book) : book_(book) {}

    lxw_format* cell(form::FieldType type, Area area, Lock lock);
    lxw_format* left(form::FieldType type, Lock lock); ///< in a list of fields: all values begin at the left
    lxw_format* title(bool first);                     ///< header lines and title
    lxw_format* annex();                               ///< header lines of an annex: at the right, not bold
    lxw_format* head_label();
    lxw_format* column_header();
    lxw_format* total_label(bool first);
    lxw_format* signature(bool name);
    lxw_format* highlight(int color);                   ///< 0 red, 1 yellow, 2 green
    lxw_format* wrong(form::FieldType type, Lock lock); ///< a cell of a marked copy that is to be mended
    lxw_format* plain();                                ///< text of the list of faults
    lxw_format* link();                                 ///< a cell's name in that list

  private:
    lxw_workbook* book_;
    std::map<int, lxw_format*> made_;

    template <class F> lxw_format* once(int key, F make);
};

} // namespace alur::sheet

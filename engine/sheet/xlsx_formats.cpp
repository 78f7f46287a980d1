#include "sheet/xlsx_formats.hpp"

namespace alur::sheet {

using form::FieldType;

namespace {

char const* number_format(FieldType type) {
    switch (type) {
    case FieldType::Int: return "0";
    case FieldType::Decimal: return "#,##0.00";
    case FieldType::Money: return "#,##0";
    case FieldType::Percent: return "0.0%";
    case FieldType::Date: return "dd-mm-yyyy";
    case FieldType::DateTime: return "dd-mm-yyyy hh:mm";
    case FieldType::Time: return "hh:mm";
    case FieldType::Text16:
    case FieldType::Phone:
    case FieldType::Code:
    case FieldType::Account: return "@";
    default: return "General";
    }
}

lxw_format_alignments alignment(FieldType type, Area area) {
    if (area == Area::Head) return LXW_ALIGN_LEFT;
    switch (type) {
    case FieldType::Int:
    case FieldType::Date:
    case FieldType::DateTime:
    case FieldType::Time:
    case FieldType::Code:
    case FieldType::Enum: return LXW_ALIGN_CENTER;
    case FieldType::Decimal:
    case FieldType::Money:
    case FieldType::Percent: return LXW_ALIGN_RIGHT;
    default: return LXW_ALIGN_LEFT;
    }
}

void thin_border(lxw_format* format) { format_set_border(format, LXW_BORDER_THIN); }

} // namespace

template <class F> lxw_format* Formats::once(int key, F make) {
    auto& format = made_[key];
    if (!format) {
        format = workbook_add_format(book_);
        format_set_font_name(format, "Arial");
        format_set_font_size(format, 10);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        make(format);
    }
    return format;
}

lxw_format* Formats::cell(FieldType type, Area area, Lock lock) {
    auto const key = 1000 + static_cast<int>(type) * 10 + static_cast<int>(area) * 2 + static_cast<int>(lock);
    return once(key, [&](lxw_format* format) {
        format_set_num_format(format, number_format(type));
        auto const side = alignment(type, area);
        format_set_align(format, static_cast<std::uint8_t>(side));
        if (side != LXW_ALIGN_CENTER && area != Area::Head) format_set_indent(format, 1);
        if (!form::is_numeric(type) && !form::is_temporal(type) && !form::is_identity(type))
            format_set_text_wrap(format);
        if (area == Area::Total || area == Area::NextTotal) {
            format_set_bold(format);
            thin_border(format);
            if (area == Area::Total) format_set_top(format, LXW_BORDER_DOUBLE);
        } else if (area == Area::Table) {
            thin_border(format);
        } else {
            format_set_bottom(format, LXW_BORDER_HAIR);
        }
        if (lock == Lock::Open) {
            format_set_unlocked(format);
            format_set_bg_color(format, 0xFFFDF0); // the cells to be filled in
        }
    });
}

lxw_format* Formats::left(FieldType type, Lock lock) {
    return once(2000 + static_cast<int>(type) * 10 + static_cast<int>(lock), [&](lxw_format* format) {
        format_set_num_format(format, number_format(type));
        format_set_align(format, LXW_ALIGN_LEFT);
        format_set_indent(format, 1);
        thin_border(format);
        if (lock == Lock::Locked) return;
        format_set_unlocked(format);
        format_set_bg_color(format, 0xFFFDF0);
    });
}

lxw_format* Formats::title(bool first) {
    return once(first ? 1 : 2, [&](lxw_format* format) {
        format_set_bold(format);
        format_set_font_size(format, 12);
        format_set_align(format, LXW_ALIGN_CENTER);
        format_set_text_wrap(format);
    });
}

lxw_format* Formats::annex() {
    return once(3, [](lxw_format* format) {
        format_set_align(format, LXW_ALIGN_LEFT);
        format_set_text_wrap(format);
    });
}

lxw_format* Formats::head_label() {
    return once(4, [](lxw_format* format) { format_set_align(format, LXW_ALIGN_LEFT); });
}

lxw_format* Formats::column_header() {
    return once(5, [](lxw_format* format) {
        format_set_bold(format);
        format_set_bg_color(format, 0xD9E1F2);
        format_set_text_wrap(format);
        format_set_align(format, LXW_ALIGN_CENTER);
        thin_border(format);
    });
}

lxw_format* Formats::total_label(bool first) {
    return once(first ? 6 : 9, [&](lxw_format* format) {
        format_set_bold(format);
        format_set_align(format, LXW_ALIGN_LEFT);
        format_set_indent(format, 1);
        thin_border(format);
        if (first) format_set_top(format, LXW_BORDER_DOUBLE);
    });
}

lxw_format* Formats::signature(bool name) {
    return once(name ? 8 : 7, [&](lxw_format* format) {
        format_set_align(format, LXW_ALIGN_CENTER);
        format_set_text_wrap(format);
        if (!name) return;
        format_set_bold(format);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
    });
}

lxw_format* Formats::wrong(FieldType type, Lock lock) {
    return once(3000 + static_cast<int>(type) * 10 + static_cast<int>(lock), [&](lxw_format* format) {
        format_set_num_format(format, number_format(type));
        format_set_align(format, static_cast<std::uint8_t>(alignment(type, Area::Table)));
        if (!form::is_numeric(type) && !form::is_temporal(type) && !form::is_identity(type))
            format_set_text_wrap(format);
        format_set_border(format, LXW_BORDER_MEDIUM);
        format_set_border_color(format, 0xC00000);
        format_set_bg_color(format, 0xFFC7CE);
        format_set_font_color(format, 0x9C0006);
        if (lock == Lock::Open) format_set_unlocked(format);
    });
}

lxw_format* Formats::plain() {
    return once(10, [](lxw_format* format) {
        format_set_align(format, LXW_ALIGN_LEFT);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        format_set_text_wrap(format);
        thin_border(format);
    });
}

lxw_format* Formats::link() {
    return once(11, [](lxw_format* format) {
        format_set_align(format, LXW_ALIGN_CENTER);
        format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
        format_set_font_color(format, 0x0563C1);
        format_set_underline(format, LXW_UNDERLINE_SINGLE);
        thin_border(format);
    });
}

lxw_format* Formats::highlight(int color) {
    auto& format = made_[20 + color];
    if (format) return format;
    constexpr lxw_color_t kFill[] = {0xFFC7CE, 0xFFEB9C, 0xC6EFCE};
    constexpr lxw_color_t kFont[] = {0x9C0006, 0x7F6000, 0x006100};
    format = workbook_add_format(book_);
    format_set_bg_color(format, kFill[color]);
    format_set_font_color(format, kFont[color]);
    return format;
}

} // namespace alur::sheet

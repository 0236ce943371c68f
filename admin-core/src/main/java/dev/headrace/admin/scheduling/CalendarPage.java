package dev.headrace.admin.scheduling;

import dev.headrace.admin.access.Actor;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A month with what is planned and what has happened. */
@Controller
class CalendarPage {

    private static final int MAX_EVENTS = 500;
    private static final int SHOWN = 4;
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("LLLL uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE, d MMMM", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

    private final List<CalendarEvents> sources;
    private final Clock clock;

    CalendarPage(List<CalendarEvents> sources, Clock clock) {
        this.sources = List.copyOf(sources);
        this.clock = clock;
    }

    /** An event with its local time. */
    record Shown(String time, CalendarEvent event) {}

    /**
     * A day of the calendar.
     *
     * @param more number of further events, which are not shown
     */
    record Day(LocalDate date, String name, boolean isInMonth, boolean isToday, List<Shown> events, int more) {

        public int number() {
            return date.getDayOfMonth();
        }
    }

    @GetMapping("/admin/schedule/calendar")
    String month(@RequestParam(required = false) @Nullable String month,
            @RequestParam(required = false) @Nullable String zone, Actor actor, Model model) {
        ZoneId in = zone(zone);
        LocalDate today = LocalDate.ofInstant(clock.instant(), in);
        YearMonth shown = month(month, today);
        List<List<Day>> weeks = weeks(shown, today, in, actor);
        model.addAttribute("title", MONTH.format(shown)).addAttribute("month", shown.toString())
                .addAttribute("previous", shown.minusMonths(1).toString())
                .addAttribute("following", shown.plusMonths(1).toString()).addAttribute("zone", in.getId())
                .addAttribute("weeks", weeks);
        return "scheduling/calendar";
    }

    private static ZoneId zone(@Nullable String text) {
        try {
            return ZoneId.of(text == null || text.isBlank() ? "UTC" : text);
        } catch (DateTimeException e) {
            return ZoneId.of("UTC");
        }
    }

    private static YearMonth month(@Nullable String text, LocalDate today) {
        try {
            YearMonth month = text == null || text.isBlank() ? YearMonth.from(today) : YearMonth.parse(text);
            return Math.abs(month.getYear() - today.getYear()) > 100 ? YearMonth.from(today) : month;
        } catch (DateTimeException e) {
            return YearMonth.from(today);
        }
    }

    /** Full weeks, from Monday to Sunday. */
    private List<List<Day>> weeks(YearMonth month, LocalDate today, ZoneId zone, Actor actor) {
        LocalDate first = month.atDay(1).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        LocalDate last = month.atEndOfMonth().with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
        Map<LocalDate, List<CalendarEvent>> events = events(first.atStartOfDay(zone).toInstant(),
                last.plusDays(1).atStartOfDay(zone).toInstant(), actor)
                .collect(Collectors.groupingBy(event -> LocalDate.ofInstant(event.at(), zone)));
        List<List<Day>> weeks = new ArrayList<>();
        for (LocalDate week = first; !week.isAfter(last); week = week.plusDays(7)) {
            weeks.add(week.datesUntil(week.plusDays(7)).map(date -> day(date, month, today,
                    events.getOrDefault(date, List.of()), zone)).toList());
        }
        return weeks;
    }

    private Stream<CalendarEvent> events(Instant from, Instant until, Actor actor) {
        return sources.stream().flatMap(source -> source.between(from, until, MAX_EVENTS, actor).stream())
                .sorted(Comparator.comparing(CalendarEvent::at));
    }

    private static Day day(LocalDate date, YearMonth month, LocalDate today, List<CalendarEvent> events, ZoneId zone) {
        return new Day(date, DAY.format(date), YearMonth.from(date).equals(month), date.equals(today),
                events.stream().limit(SHOWN)
                        .map(event -> new Shown(TIME.format(event.at().atZone(zone)), event)).toList(),
                Math.max(0, events.size() - SHOWN));
    }
}

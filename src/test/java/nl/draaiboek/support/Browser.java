package nl.draaiboek.support;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * An installed Chromium, driven as a person would. Nothing is downloaded: where none is found, the message says how to get
 * one. Pictures are kept under {@code target/pictures}.
 *
 * <pre>{@code
 * try (var browser = Browser.start()) {
 *     var page = browser.desktop();
 *     page.navigate("http://localhost:8080/status");
 *     assertThat(Browser.barriers(page)).isEmpty();
 * }
 * }</pre>
 */
public final class Browser implements AutoCloseable {

    private static final List<String> PLACES = List.of(
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/usr/bin/google-chrome-stable",
            "/snap/bin/chromium",
            "/opt/google/chrome/chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
            "/Applications/Chromium.app/Contents/MacOS/Chromium",
            "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe");

    /** Quiet, alone, and without a sandbox, which containers do not allow. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    private static final Path PICTURES = Path.of("target", "pictures");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts Chromium without a window.
     *
     * @throws IllegalStateException when none is installed
     */
    public static Browser start() {
        var program = program();
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        try {
            return new Browser(
                    playwright,
                    playwright
                            .chromium()
                            .launch(new BrowserType.LaunchOptions()
                                    .setExecutablePath(program)
                                    .setHeadless(true)
                                    .setArgs(FLAGS)));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** A page of a desktop screen in a session of its own. */
    public Page desktop() {
        return open(new NewContextOptions().setViewportSize(1280, 900)).newPage();
    }

    /** A page of a desktop screen of somebody who reads English, as the manual does. */
    public Page english() {
        return browser.newContext(new NewContextOptions()
                        .setViewportSize(1280, 900)
                        .setLocale("en-GB")
                        .setTimezoneId("Europe/Amsterdam"))
                .newPage();
    }

    /** A page of a phone, 390 px wide, in a session of its own. */
    public Page phone() {
        return open(new NewContextOptions()
                        .setViewportSize(390, 844)
                        .setDeviceScaleFactor(2)
                        .setHasTouch(true)
                        .setIsMobile(true))
                .newPage();
    }

    /** A page of a desktop screen with the dark look. */
    public Page dark() {
        return open(new NewContextOptions().setViewportSize(1280, 900).setColorScheme(ColorScheme.DARK))
                .newPage();
    }

    /** A page that runs no script. */
    public Page withoutScript() {
        return open(new NewContextOptions().setViewportSize(1280, 900).setJavaScriptEnabled(false))
                .newPage();
    }

    /** A session with settings of its own; closed with the browser. */
    public BrowserContext open(NewContextOptions options) {
        return browser.newContext(options.setLocale("nl-NL").setTimezoneId("Europe/Amsterdam"));
    }

    /** All pages that are open now. */
    public List<Page> pages() {
        return browser.contexts().stream()
                .flatMap(context -> context.pages().stream())
                .toList();
    }

    /**
     * Logs in, and waits for the page that everyone comes to.
     *
     * @param address of the program, without a slash at its end
     */
    public static Page login(Page page, String address, String user) {
        page.navigate(address + "/login", new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED));
        page.fill("#username", user);
        page.fill("#password", Company.PASSWORD);
        page.click("main button[type=submit]");
        page.waitForURL("**/internal", new Page.WaitForURLOptions().setTimeout(30_000));
        return page;
    }

    /** Keeps a picture of the whole page as {@code target/pictures/<name>.png}. */
    public static Path picture(Page page, String name) {
        var file = PICTURES.resolve(name + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file).setFullPage(true));
        return file;
    }

    /** What axe-core finds wrong with the page, one line a fault; empty when people of all abilities can use it. */
    public static List<String> barriers(Page page) {
        return new AxeBuilder(page)
                .analyze().getViolations().stream().map(Browser::inWords).toList();
    }

    private static String inWords(Rule rule) {
        return rule.getId() + " (" + rule.getImpact() + "): " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    private static Path program() {
        var named = System.getenv("CHROMIUM_PATH");
        return Stream.concat(Stream.ofNullable(named), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No Chromium was found"
                        + (named == null ? "" : " at CHROMIUM_PATH=" + named)
                        + ". Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH to the program."
                        + " Looked at " + String.join(", ", PLACES) + "."));
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    /** For whoever takes a picture of a part only. */
    public static Path pictures() {
        return Objects.requireNonNull(PICTURES);
    }
}

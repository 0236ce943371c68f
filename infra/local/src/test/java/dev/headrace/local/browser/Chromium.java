package dev.headrace.local.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A headless Chromium: the installed one, else Debian's package if it can be installed, else the one that Playwright
 * downloads.
 */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "google-chrome", "google-chrome-stable",
            "chromium-browser");
    private static final int INSTALL_TIMEOUT_MINUTES = 10;

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** @throws com.microsoft.playwright.PlaywrightException if none is available or it fails to start */
    public static Chromium start() {
        Optional<Path> installed = find();
        if (installed.isEmpty() && canInstallPackages()) {
            installPackage();
            installed = find();
        }
        Playwright playwright = installed.isPresent()
                ? Playwright
                        .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
                : Playwright.create();
        LaunchOptions options = new LaunchOptions().setHeadless(true).setChromiumSandbox(!isRoot())
                .setArgs(List.of("--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync"));
        installed.ifPresent(options::setExecutablePath);
        try {
            return new Chromium(playwright, playwright.chromium().launch(options));
        } catch (RuntimeException e) {
            playwright.close();
            throw e;
        }
    }

    /** A page in a new browser context. */
    public Page newPage() {
        return newPage(1280, 900);
    }

    /** A page of the given size in pixels, in a new browser context. */
    public Page newPage(int width, int height) {
        return browser.newContext(new Browser.NewContextOptions().setViewportSize(width, height)).newPage();
    }

    @Override
    public void close() {
        playwright.close();
    }

    private static Optional<Path> find() {
        List<Path> folders = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of).toList();
        return NAMES.stream().flatMap(name -> folders.stream().map(folder -> folder.resolve(name)))
                .filter(Files::isExecutable).findFirst();
    }

    private static boolean canInstallPackages() {
        return isRoot() && Files.exists(Path.of("/etc/debian_version"));
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static void installPackage() {
        runQuietly("apt-get", "update", "-qq");
        runQuietly("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium");
    }

    private static void runQuietly(String... command) {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        try {
            Process process = builder.start();
            if (!process.waitFor(INSTALL_TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            // Playwright's download is tried next.
            System.err.println("Cannot install Chromium: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

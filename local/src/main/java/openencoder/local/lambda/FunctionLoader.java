package openencoder.local.lambda;

import openencoder.local.lambda.FunctionZip.Library;
import openencoder.media.Sha256;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of one instance of a function: its own and those of a few libraries are this loader's
 * alone; the other libraries of its zip are shared with the stack, if it has each of them. Of the
 * stack's other classes, it sees none.
 */
final class FunctionLoader extends URLClassLoader {

    // A function's own classes, and the container, which keeps the handler it made last in a
    // static.
    private static final Pattern OWN =
            Pattern.compile(
                    "(openencoder-function-|openencoder-web-|aws-serverless-java-container-).*");

    private static final Map<String, Path> STACKS = stacksLibraries();

    private static final Map<Path, String> HASHES = new ConcurrentHashMap<>();
    private static final String BUILT_HERE = "-SNAPSHOT";

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader stack = FunctionLoader.class.getClassLoader();
    private final Set<String> shared;
    private final Map<String, Boolean> decided = new ConcurrentHashMap<>();

    private FunctionLoader(String name, List<URL> own, Set<String> shared) {
        super(name, own.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        this.shared = shared;
    }

    /**
     * @param cache the folder for what is unpacked of the zip
     */
    static FunctionLoader of(String name, Path zip, Path cache) {
        // Half of a set of libraries would not fit the other half.
        if (!missing(zip).isEmpty())
            return new FunctionLoader(name, FunctionZip.unpack(zip, cache).classPath(), Set.of());
        var shared =
                FunctionZip.libraries(zip).stream()
                        .map(Library::fileName)
                        .filter(FunctionLoader::isShareable)
                        .collect(Collectors.toSet());
        var own = FunctionZip.unpack(zip, cache, file -> !shared.contains(fileName(file)));
        return new FunctionLoader(name, own.classPath(), shared);
    }

    /** Those libraries of the zip that a function shares with a stack that has them: not here. */
    static List<String> missing(Path zip) {
        return FunctionZip.libraries(zip).stream()
                .filter(library -> isShareable(library.fileName()))
                .filter(library -> !isHere(library))
                .map(Library::fileName)
                .toList();
    }

    // The name of a jar of a release tells what is in it; that of one that we build does not.
    private static boolean isHere(Library library) {
        var jar = STACKS.get(library.fileName());
        if (jar == null) return false;
        return !library.fileName().contains(BUILT_HERE) || sha256(jar).equals(library.madeOf());
    }

    private static String sha256(Path jar) {
        return HASHES.computeIfAbsent(jar, Sha256::of);
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        try {
            return super.findClass(name);
        } catch (ClassNotFoundException notOwn) {
            if (shared.isEmpty()) throw notOwn;
            var found = stack.loadClass(name);
            if (!isShared(found.getProtectionDomain().getCodeSource())) throw notOwn;
            return found;
        }
    }

    private boolean isShared(CodeSource source) {
        return source != null && isShared(source.getLocation().toString());
    }

    // By file name: classes from a cache name the place where it was recorded.
    private boolean isShared(String url) {
        return decided.computeIfAbsent(
                url, each -> shared.contains(fileName(URI.create(each).getPath())));
    }

    @Override
    public URL findResource(String name) {
        var own = super.findResource(name);
        return own != null ? own : sharedResources(name).findFirst().orElse(null);
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        var all = new ArrayList<>(Collections.list(super.findResources(name)));
        sharedResources(name).forEach(all::add);
        return Collections.enumeration(all);
    }

    private Stream<URL> sharedResources(String name) {
        if (shared.isEmpty()) return Stream.empty();
        return stack.resources(name).filter(found -> isShared(jar(found)));
    }

    private static String jar(URL resource) {
        var place = resource.getPath();
        var end = place.indexOf("!/");
        // A folder on the class path is no library.
        return end < 0 ? "file:///" : place.substring(0, end);
    }

    private static boolean isShareable(String jar) {
        return !OWN.matcher(jar).matches();
    }

    private static String fileName(String entry) {
        return entry.substring(entry.lastIndexOf('/') + 1);
    }

    private static Map<String, Path> stacksLibraries() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .filter(Files::isRegularFile)
                .collect(
                        Collectors.toMap(
                                jar -> jar.getFileName().toString(),
                                Function.identity(),
                                (first, _) -> first));
    }
}

package openencoder.clients;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;

/** A moving picture that needs no FFmpeg to be made. */
final class SampleGif {
    private static final int WIDTH = 128;
    private static final int HEIGHT = 96;
    private static final int FRAMES = 20;

    private SampleGif() {}

    static Path write(Path file) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("gif").next();
        try (var output = ImageIO.createImageOutputStream(file.toFile())) {
            writer.setOutput(output);
            writer.prepareWriteSequence(null);
            for (var i = 0; i < FRAMES; i++)
                writer.writeToSequence(new IIOImage(frame(i), null, null), null);
            writer.endWriteSequence();
        } finally {
            writer.dispose();
        }
        return file;
    }

    private static BufferedImage frame(int number) {
        var image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_GRAY);
        for (var y = 0; y < HEIGHT; y++)
            for (var x = 0; x < WIDTH; x++)
                image.getRaster().setSample(x, y, 0, (x + y + 8 * number) % 256);
        return image;
    }
}

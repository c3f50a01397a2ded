package inkcast.hand;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the safetensors format, whole or not at all: beside the file first, then renamed. */
final class TensorWriter {
  private static final int ALIGNMENT = 8;

  private TensorWriter() {}

  /** Replaces the file, even if a reader has it open. */
  static void write(Path path, TensorFile file) throws IOException {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put("__metadata__", new TreeMap<>(file.metadata()));
    long at = 0;
    for (Map.Entry<String, TensorFile.Tensor> entry : file.tensors().entrySet()) {
      TensorFile.Tensor tensor = entry.getValue();
      long end = at + tensor.data().remaining();
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("dtype", tensor.type().name());
      fields.put("shape", tensor.shape());
      fields.put("data_offsets", List.of(at, end));
      header.put(entry.getKey(), fields);
      at = end;
    }
    byte[] json = new JsonMapper().writeValueAsBytes(header);
    // Spaces after the JSON, as the format allows, so that the numbers are aligned in the file.
    int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] padded = Arrays.copyOf(json, length);
    Arrays.fill(padded, json.length, length, (byte) ' ');
    ByteBuffer prefix = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    prefix.putLong(length).flip();

    Path beside =
        path.resolveSibling("." + path.getFileName() + "." + ProcessHandle.current().pid());
    try {
      try (FileChannel channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        writeFully(channel, prefix);
        writeFully(channel, ByteBuffer.wrap(padded));
        for (TensorFile.Tensor tensor : file.tensors().values()) {
          writeFully(channel, tensor.data().duplicate());
        }
        channel.force(true);
      }
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private static void writeFully(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}

package inkcast.hand;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes the safetensors format. */
final class TensorWriter {
  private static final int ALIGNMENT = 8;

  private TensorWriter() {}

  /** Returns what a file with these tensors, in their order, holds. */
  static byte[] bytes(TensorFile file) {
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
    byte[] json = json(header);
    // Spaces after the JSON, as the format allows, so that the numbers are aligned in the file.
    int length = (json.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] padded = Arrays.copyOf(json, length);
    Arrays.fill(padded, json.length, length, (byte) ' ');
    ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(Long.BYTES + length + at));
    bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(padded);
    for (TensorFile.Tensor tensor : file.tensors().values()) {
      bytes.put(tensor.data().duplicate());
    }
    return bytes.array();
  }

  private static byte[] json(Map<String, Object> header) {
    try {
      return new JsonMapper().writeValueAsBytes(header);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // strings, numbers and lists: nothing that could fail
    }
  }
}

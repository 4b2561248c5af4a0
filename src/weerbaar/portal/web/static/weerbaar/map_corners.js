/* Draws an outline: a click adds a corner, a corner can be dragged, and the list beside the map says the same. Own work, EUPL-1.2. */
(function () {
  "use strict";

  /* "52.1, 5.2" and "52,1 5,2": a line of the list as a place, or null. */
  function read(line) {
    var found = line.trim().match(/^(-?\d+(?:[.,]\d+)?)\s*[;,\s]\s*(-?\d+(?:[.,]\d+)?)$/);
    if (!found) { return null; }
    return L.latLng(parseFloat(found[1].replace(",", ".")), parseFloat(found[2].replace(",", ".")));
  }

  function write(place) { return place.lat.toFixed(6) + ", " + place.lng.toFixed(6); }

  /* Gives the layer group in which the outline lives. */
  window.weerbaarCorners = function (map, list, data) {
    var outline = L.polygon([], { className: "m-outline", interactive: false }), marks = L.layerGroup(), past = [];
    var group = L.featureGroup([outline]).addTo(map);
    marks.addTo(map);

    function corners() {
      return list.value.split("\n").map(read).filter(Boolean);
    }

    function keep(places) {
      past.push(list.value);
      list.value = places.map(write).join("\n");
      list.dispatchEvent(new Event("change", { bubbles: true }));
      show();
    }

    function mark(place, kind, size) {
      return L.marker(place, {
        draggable: true, keyboard: false, icon: L.divIcon({ className: "mappin " + kind, iconSize: [size, size] })
      }).addTo(marks);
    }

    function addCorner(places, index) {
      var corner = mark(places[index], "corner", 22);
      corner.getElement().setAttribute("aria-hidden", "true");
      corner.bindTooltip(data.words.corner.replace("%(number)s", String(index + 1)));
      corner.on("drag", function () { places[index] = corner.getLatLng(); outline.setLatLngs(places); });
      corner.on("dragend", function () { keep(places); });
      corner.on("dblclick", function () { places.splice(index, 1); keep(places); });
    }

    /* Half-way between two corners: dragging it makes a new one. */
    function addMiddle(places, index) {
      var next = places[(index + 1) % places.length], here = places[index];
      var middle = mark([(here.lat + next.lat) / 2, (here.lng + next.lng) / 2], "middle", 16);
      middle.getElement().setAttribute("aria-hidden", "true");
      middle.on("dragend", function () { places.splice(index + 1, 0, middle.getLatLng()); keep(places); });
    }

    function show() {
      var places = corners();
      marks.clearLayers();
      outline.setLatLngs(places);
      places.forEach(function (place, index) {
        addCorner(places, index);
        if (places.length > 2) { addMiddle(places, index); }
      });
      document.querySelectorAll("[data-corners-undo]").forEach(function (button) { button.disabled = !past.length; });
    }

    map.doubleClickZoom.disable();
    map.on("click", function (event) { keep(corners().concat(event.latlng)); });
    list.addEventListener("input", show);
    document.querySelectorAll("[data-corners-undo]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        if (!past.length) { return; }
        list.value = past.pop();
        show();
      });
    });
    show();
    return group;
  };
}());

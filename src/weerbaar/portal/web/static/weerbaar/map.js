/* Maps. The page has the same content in a table, so all of this may be absent. Own work, EUPL-1.2. Needs Leaflet. */
(function () {
  "use strict";
  var SVG = "http://www.w3.org/2000/svg", NETHERLANDS = [[50.75, 3.36], [53.56, 7.23]], PIN_PX = 36;

  /* Leaflet's own figures are degrees; 6 decimals are 10 cm. */
  function degrees(number) { return number.toFixed(6); }

  /* A pin has the drawing of the legend, so that both are always the same. */
  function icon(box, pin, number) {
    var drawing = box.querySelector("[data-pin='" + pin + "'] svg") || box.querySelector("[data-pin] svg");
    if (!drawing) { return L.divIcon({ className: "mappin corner", iconSize: [18, 18] }); }
    drawing = drawing.cloneNode(true);
    if (number) {
      var text = document.createElementNS(SVG, "text");
      text.setAttribute("y", "5.5");
      text.setAttribute("text-anchor", "middle");
      text.textContent = number;
      drawing.querySelector("g").appendChild(text);
    }
    return L.divIcon({ className: "mappin", html: drawing, iconSize: [PIN_PX, PIN_PX] });
  }

  /* Every pin can be reached by keyboard, and says its name. */
  function name(marker, label, isLink) {
    var element = marker.getElement();
    if (!element) { return; }
    element.setAttribute("aria-label", label);
    element.setAttribute("role", isLink ? "link" : "img");
    if (!isLink) { element.removeAttribute("tabindex"); }
  }

  function go(href) { window.location.assign(href); }

  function addSpots(map, box, data) {
    return L.geoJSON(data.spots, {
      style: function () { return { className: "m-outline" }; },
      pointToLayer: function (feature, place) {
        var told = feature.properties;
        return L.marker(place, { icon: icon(box, told.pin, told.number), keyboard: Boolean(told.href), riseOnHover: true });
      },
      onEachFeature: function (feature, layer) {
        var told = feature.properties, label = (told.number ? told.number + ". " : "") + told.name;
        var words = document.createElement("span");
        words.textContent = label;
        layer.bindTooltip(words);
        layer.on("add", function () { if (layer.getElement && feature.geometry.type === "Point") { name(layer, label, told.href); } });
        if (told.href) {
          layer.on("click", function () { go(told.href); });
          layer.on("keypress", function (event) { if (event.originalEvent.key === "Enter") { go(told.href); } });
        }
      }
    }).addTo(map);
  }

  /* A click fills two fields; what is typed there moves the pin. */
  function addPicker(map, box, data) {
    var fields = data.pick.map(function (id) { return document.getElementById(id); }), marker = null;
    if (!fields[0] || !fields[1]) { return null; }
    function show(place) {
      if (!marker) {
        marker = L.marker(place, { icon: icon(box, "open", ""), keyboard: false }).addTo(map);
        name(marker, data.words.picked, false);
      }
      marker.setLatLng(place);
    }
    function typed() {
      var latitude = parseFloat(fields[0].value.replace(",", ".")), longitude = parseFloat(fields[1].value.replace(",", "."));
      if (isFinite(latitude) && isFinite(longitude)) { show([latitude, longitude]); } else if (marker) { marker.remove(); marker = null; }
    }
    fields.forEach(function (field) { field.addEventListener("input", typed); });
    map.on("click", function (event) {
      show(event.latlng);
      [event.latlng.lat, event.latlng.lng].forEach(function (number, i) {
        fields[i].value = degrees(number);
        fields[i].dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
    typed();
    return marker;
  }

  function draw(element) {
    var box = element.closest(".mapbox"), data = JSON.parse(document.getElementById(element.dataset.map).textContent);
    box.hidden = false;
    var map = L.map(element, { zoomControl: false, scrollWheelZoom: false, maxZoom: 19, zoomSnap: 0.25, attributionControl: Boolean(data.tiles), zoomAnimation: false, fadeAnimation: false, markerZoomAnimation: false });
    L.control.zoom({ zoomInTitle: data.words.closer, zoomOutTitle: data.words.farther }).addTo(map);
    L.control.scale({ imperial: false }).addTo(map);
    if (data.tiles) {
      map.attributionControl.setPrefix(false);
      L.tileLayer(data.tiles, { attribution: data.credit.replace(/[<>&]/g, " "), maxZoom: 19 }).addTo(map);
    }
    /* The first view comes before anything is drawn: Leaflet cannot place a marker without it. */
    map.fitBounds(NETHERLANDS);
    var shown = [];
    if (data.outline) { shown.push(L.geoJSON(data.outline, { interactive: false, style: function () { return { className: "m-outline" }; } }).addTo(map)); }
    shown.push(addSpots(map, box, data));
    if (data.pick.length) { var picked = addPicker(map, box, data); if (picked) { shown.push(picked); } }
    if (data.draws) { shown.push(window.weerbaarCorners(map, document.getElementById(data.draws), data)); }
    var hadSize = false;
    function fit() {
      var bounds = L.featureGroup(shown).getBounds();
      if (bounds.isValid()) { map.fitBounds(bounds, { padding: [24, 24], maxZoom: 17 }); } else { map.fitBounds(NETHERLANDS); }
    }
    /* A map in something folded has no size until it is unfolded. */
    new ResizeObserver(function () {
      map.invalidateSize({ animate: false });
      if (!hadSize && element.clientWidth) { hadSize = true; fit(); }
    }).observe(element);
    element.dispatchEvent(new CustomEvent("map", { bubbles: true, detail: map }));
  }

  if (!window.L) { return; }
  document.querySelectorAll("[data-map]").forEach(draw);
}());
